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

    /** How many Regions each area had when this list was made. */
    private static final Map<String, Integer> COUNTS = Map.ofEntries(
            Map.entry("af-south", 1),
            Map.entry("ap-east", 2),
            Map.entry("ap-northeast", 3),
            Map.entry("ap-south", 2),
            Map.entry("ap-southeast", 7),
            Map.entry("ca-central", 1),
            Map.entry("ca-west", 1),
            Map.entry("cn-north", 1),
            Map.entry("cn-northwest", 1),
            Map.entry("eu-central", 2),
            Map.entry("eu-isoe-west", 1),
            Map.entry("eu-north", 1),
            Map.entry("eu-south", 2),
            Map.entry("eu-west", 3),
            Map.entry("eusc-de-east", 1),
            Map.entry("il-central", 1),
            Map.entry("me-central", 1),
            Map.entry("me-south", 1),
            Map.entry("me-west", 1),
            Map.entry("mx-central", 1),
            Map.entry("sa-east", 1),
            Map.entry("sa-west", 1),
            Map.entry("us-east", 2),
            Map.entry("us-gov-east", 1),
            Map.entry("us-gov-west", 1),
            Map.entry("us-iso-east", 1),
            Map.entry("us-iso-west", 1),
            Map.entry("us-isob-east", 1),
            Map.entry("us-isob-west", 1),
            Map.entry("us-isof-east", 1),
            Map.entry("us-isof-south", 1),
            Map.entry("us-west", 2));

    private RegionFacts() {}

    /** {@return whether this was a Region when the list was made; a new one has the form only} */
    public static boolean isKnown(String text) {
        return isRegion(text) && text.charAt(text.length() - 1) - '0' <= count(text) && !text.endsWith("0");
    }

    private static int count(String region) {
        return COUNTS.getOrDefault(region.substring(0, region.length() - 2), 0);
    }

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
