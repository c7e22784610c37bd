package dev.ostiary.policy.document;

import dev.ostiary.policy.pattern.Glob;
import java.util.List;
import java.util.regex.Pattern;

/** The forms a principal may have in a trust policy. The patterns are fixed and linear. */
final class PrincipalFormat {
    enum Answer {
        FINE,
        UNKNOWN_TYPE,
        PARTIAL_WILDCARD,
        MALFORMED
    }

    private static final String PARTITION = "arn:aws[a-z-]*:";
    private static final Pattern AWS = Pattern.compile("\\d{12}|A[A-Z0-9]{15,127}|" + PARTITION
            + "(?:iam::\\d{12}:(?:root|(?:user|role)/[\\w+=,.@/-]+)"
            + "|sts::\\d{12}:(?:assumed-role/[\\w+=,.@-]+/[\\w+=,.@:-]+|federated-user/[\\w+=,.@-]+|self))");
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]+\\.amazonaws\\.com(?:\\.cn)?");
    private static final Pattern FEDERATED = Pattern.compile(
            PARTITION + "iam::\\d{12}:(?:oidc|saml)-provider/[\\w+=,.@:/-]+|[a-zA-Z0-9-]+(?:\\.[a-zA-Z0-9-]+)+");
    private static final Pattern CANONICAL = Pattern.compile("[0-9a-f]{64}");
    private static final List<String> TYPES = List.of("AWS", "Service", "Federated", "CanonicalUser");

    private PrincipalFormat() {}

    static Answer check(String type, String text) {
        if (!TYPES.contains(type)) {
            return Answer.UNKNOWN_TYPE;
        }
        if (text.equals("*")) {
            return type.equals("AWS") ? Answer.FINE : Answer.MALFORMED;
        }
        if (Glob.hasWildcard(text)) {
            return Answer.PARTIAL_WILDCARD;
        }
        Pattern pattern = switch (type) {
            case "AWS" -> AWS;
            case "Service" -> SERVICE;
            case "Federated" -> FEDERATED;
            default -> CANONICAL;
        };
        return pattern.matcher(text).matches() ? Answer.FINE : Answer.MALFORMED;
    }

    static String expected(String type) {
        return switch (type) {
            case "AWS" -> "write an account id, or the ARN of an account root, user, role or session";
            case "Service" -> "write a service name such as `bedrock.amazonaws.com`";
            case "Federated" -> "write the ARN of an identity provider, or its domain";
            default -> "write the canonical user id of 64 hexadecimal digits";
        };
    }
}
