package dev.ostiary.policy.facts;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What is known about Regions. The list ages; the form does not. */
public final class RegionFacts {
    private static final Pattern FORM =
            Pattern.compile("(?:us|eu|ap|ca|sa|me|af|il|mx|cn|us-gov|us-iso|us-isob|us-isof|eu-isoe|eusc-de)-"
                    + "(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-\\d");
    /** Which geographies' profiles can be called from Regions that begin so. The first that fits counts. */
    private static final Map<String, List<String>> GEOGRAPHIES = Map.of(
            "us-gov-", List.of("us-gov"),
            "us-", List.of("us"),
            "eu-", List.of("eu"),
            "ap-", List.of("apac", "jp", "au", "in"),
            "ca-", List.of("ca", "us"));

    private static final List<String> KNOWN = List.of("us-gov", "us", "eu", "apac", "jp", "au", "in", "ca");

    private RegionFacts() {}

    /** {@return whether the text has the form of a Region code} */
    public static boolean isRegion(String text) {
        return FORM.matcher(text).matches();
    }

    /** {@return whether a profile of this id cannot exist in this Region; false when either is not known well enough} */
    public static boolean contradicts(String profileId, String region) {
        int dot = profileId.indexOf('.');
        String geography = dot < 0 ? "" : profileId.substring(0, dot);
        if (!KNOWN.contains(geography)) {
            return false;
        }
        String prefix = region.startsWith("us-gov-") ? "us-gov-" : region.substring(0, region.indexOf('-') + 1);
        List<String> possible = GEOGRAPHIES.get(prefix);
        return possible != null && !possible.contains(geography);
    }
}
