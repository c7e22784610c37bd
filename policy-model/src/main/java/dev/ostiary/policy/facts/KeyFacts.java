package dev.ostiary.policy.facts;

import dev.ostiary.policy.pattern.AsciiCase;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known about condition keys: type, number of values, whether the gateway supplies them, whether they can be
 * missing. Source: IAM User Guide, "AWS global condition context keys", as of 2026.
 */
public final class KeyFacts {
    private static final Map<String, String> GLOBAL = Map.ofEntries(
            Map.entry("aws:principalarn", "ARN"),
            Map.entry("aws:sourcearn", "ARN"),
            Map.entry("aws:principalaccount", "String"),
            Map.entry("aws:principaltype", "String"),
            Map.entry("aws:principalorgid", "String"),
            Map.entry("aws:principalorgpaths", "ArrayOfString"),
            Map.entry("aws:principalservicename", "String"),
            Map.entry("aws:principalservicenameslist", "ArrayOfString"),
            Map.entry("aws:principalisawsservice", "Bool"),
            Map.entry("aws:userid", "String"),
            Map.entry("aws:username", "String"),
            Map.entry("aws:sourceip", "IPAddress"),
            Map.entry("aws:vpcsourceip", "IPAddress"),
            Map.entry("aws:sourcevpc", "String"),
            Map.entry("aws:sourcevpcarn", "ARN"),
            Map.entry("aws:sourcevpce", "String"),
            Map.entry("aws:vpceaccount", "String"),
            Map.entry("aws:vpceorgid", "String"),
            Map.entry("aws:vpceorgpaths", "ArrayOfString"),
            Map.entry("aws:securetransport", "Bool"),
            Map.entry("aws:viaawsservice", "Bool"),
            Map.entry("aws:multifactorauthpresent", "Bool"),
            Map.entry("aws:multifactorauthage", "Numeric"),
            Map.entry("aws:currenttime", "Date"),
            Map.entry("aws:epochtime", "DateOrNumeric"),
            Map.entry("aws:tokenissuetime", "Date"),
            Map.entry("aws:federatedprovider", "String"),
            Map.entry("aws:requestedregion", "String"),
            Map.entry("aws:resourceaccount", "String"),
            Map.entry("aws:resourceorgid", "String"),
            Map.entry("aws:resourceorgpaths", "ArrayOfString"),
            Map.entry("aws:sourceaccount", "String"),
            Map.entry("aws:sourceorgid", "String"),
            Map.entry("aws:sourceorgpaths", "ArrayOfString"),
            Map.entry("aws:sourceidentity", "String"),
            Map.entry("aws:calledvia", "ArrayOfString"),
            Map.entry("aws:calledviafirst", "String"),
            Map.entry("aws:calledvialast", "String"),
            Map.entry("aws:tagkeys", "ArrayOfString"),
            Map.entry("aws:useragent", "String"),
            Map.entry("aws:referer", "String"),
            Map.entry("aws:assumedroot", "Bool"),
            Map.entry("aws:chatbotsourcearn", "ARN"),
            Map.entry("aws:ec2instancesourcevpc", "String"),
            Map.entry("aws:ec2instancesourceprivateipv4", "IPAddress"));
    private static final List<String> TAGGED = List.of("aws:principaltag", "aws:resourcetag", "aws:requesttag");
    private static final Set<String> NOT_SUPPLIED = Set.of(
            "aws:sourcearn",
            "aws:sourceaccount",
            "aws:sourceorgid",
            "aws:sourceorgpaths",
            "aws:sourcevpc",
            "aws:sourcevpcarn",
            "aws:sourcevpce",
            "aws:vpcsourceip",
            "aws:vpceaccount",
            "aws:vpceorgid",
            "aws:vpceorgpaths",
            "aws:calledvia",
            "aws:calledviafirst",
            "aws:calledvialast",
            "aws:sourceidentity",
            "aws:principalservicename",
            "aws:principalservicenameslist",
            "aws:principalisawsservice",
            "aws:resourceorgid",
            "aws:resourceorgpaths",
            "aws:assumedroot",
            "aws:chatbotsourcearn",
            "aws:ec2instancesourcevpc",
            "aws:ec2instancesourceprivateipv4");
    private static final Set<String> ALWAYS_PRESENT = Set.of(
            "aws:principalarn",
            "aws:principalaccount",
            "aws:principaltype",
            "aws:userid",
            "aws:sourceip",
            "aws:securetransport",
            "aws:currenttime",
            "aws:epochtime",
            "aws:requestedregion",
            "aws:viaawsservice",
            "bedrock:bearertokentype",
            "bedrock-mantle:bearertokentype",
            "bedrock-mantle:model");
    private static final Set<String> CALLER_SET = Set.of("aws:useragent", "aws:referer");

    private final AuthorizationTable table;

    /** Makes facts that know the keys of this table's services beside AWS's global ones. */
    public KeyFacts(AuthorizationTable table) {
        this.table = table;
    }

    /** {@return the key's type, for example {@code ARN} or {@code ArrayOfString}; null when unknown} */
    public @Nullable String findType(String key) {
        String lower = AsciiCase.lower(key);
        if (isTagged(lower)) {
            return "String";
        }
        String global = GLOBAL.get(lower);
        return global != null ? global : table.findKeyType(lower);
    }

    /** {@return whether the key can have several values} */
    public boolean isMultivalued(String key) {
        String type = findType(key);
        return type != null && type.startsWith("ArrayOf");
    }

    /** {@return whether the caller chooses the value freely} */
    public boolean isCallerSet(String key) {
        return CALLER_SET.contains(AsciiCase.lower(key));
    }

    /** {@return whether the gateway never supplies the key} */
    public boolean isNeverSupplied(String key) {
        String lower = AsciiCase.lower(key);
        int colon = lower.indexOf(':');
        String prefix = colon < 0 ? "" : lower.substring(0, colon);
        boolean own = prefix.equals("gw") || prefix.equals("token") || prefix.equals("ostiary");
        return NOT_SUPPLIED.contains(lower) || !(prefix.equals("aws") || own || table.knowsService(prefix));
    }

    /** {@return whether a request of the gateway can lack the key} */
    public boolean mayBeMissing(String key) {
        return !ALWAYS_PRESENT.contains(AsciiCase.lower(key));
    }

    /** {@return whether this is a tag key without the tag's name} */
    public boolean lacksTagName(String key) {
        String lower = AsciiCase.lower(key);
        return TAGGED.contains(lower) || TAGGED.contains(lower.replaceFirst("/$", ""));
    }

    private static boolean isTagged(String lower) {
        return TAGGED.stream().anyMatch(tag -> lower.startsWith(tag + "/") && lower.length() > tag.length() + 1);
    }
}
