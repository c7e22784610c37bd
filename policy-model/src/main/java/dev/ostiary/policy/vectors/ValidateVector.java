package dev.ostiary.policy.vectors;

import dev.ostiary.policy.document.PolicyReader;
import dev.ostiary.policy.json.PolicyProblem;
import dev.ostiary.policy.policy.PolicyKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers a vector of kind {@code validate}; the only place that knows the vectors' classes of problems. */
final class ValidateVector {
    private ValidateVector() {}

    static String answer(Fields vector) {
        List<PolicyProblem> problems = PolicyReader.examine(vector.text("text"), kind(vector.findText("policyType")))
                .problems();
        return problems.isEmpty()
                ? "\"valid\":true"
                : "\"valid\":false,\"code\":\"" + classOf(problems.getFirst().code()) + "\"";
    }

    static PolicyKind kind(@Nullable String policyType) {
        return switch (policyType) {
            case null -> PolicyKind.IDENTITY;
            case "managed" -> PolicyKind.MANAGED;
            case "guardrail", "scp" -> PolicyKind.ORGANIZATION;
            case "boundary" -> PolicyKind.BOUNDARY;
            case "session" -> PolicyKind.SESSION;
            case "trust" -> PolicyKind.TRUST;
            default -> PolicyKind.IDENTITY;
        };
    }

    private static String classOf(String code) {
        return switch (code) {
            case "DUPLICATE_JSON_KEY", "DUPLICATE_KEYS_WITH_DIFFERENT_CASE" -> "DUPLICATE_KEY";
            case "INVALID_CHARACTER" -> "CHARACTERS";
            case "MISSING_VERSION", "PL_OLD_VERSION" -> "VERSION_TOO_OLD";
            case "INVALID_EFFECT", "INVALID_DATE_VALUE", "MISSING_ARN_FIELD" -> "LEGACY_PARSING";
            case "UNIQUE_SIDS_REQUIRED" -> "SID_NOT_UNIQUE";
            case "UNSUPPORTED_SID" -> "SID_CHARACTERS";
            case "MISSING_ACTION" -> "NO_ACTION";
            case "MISSING_RESOURCE" -> "NO_RESOURCE";
            case "INVALID_ACTION_NO_VENDOR" -> "ACTION_NO_VENDOR";
            case "INVALID_ACTION_TWO_COLONS" -> "ACTION_TWO_COLONS";
            case "PL_WILDCARD_IN_SERVICE" -> "VENDOR_INVALID";
            case "INVALID_ARN_PREFIX" -> "RESOURCE_FORMAT";
            case "INVALID_PARTITION" -> "PARTITION_INVALID";
            case "INVALID_SERVICE" -> "RESOURCE_VENDOR";
            case "UNSUPPORTED_PRINCIPAL", "GW_GUARDRAIL_PRINCIPAL" -> "PRINCIPAL_NOT_ALLOWED";
            case "ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL" -> "NOT_PRINCIPAL_NOT_ALLOWED";
            case "ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE" -> "RESOURCE_NOT_ALLOWED";
            case "MISSING_PRINCIPAL" -> "NO_PRINCIPAL";
            case "INVALID_PRINCIPAL_FORMAT",
                    "INVALID_PRINCIPAL_KEY",
                    "INVALID_SERVICE_PRINCIPAL_FORMAT",
                    "INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY",
                    "UNSUPPORTED_WILDCARD_IN_PRINCIPAL" -> "PRINCIPAL_FORMAT";
            case "MISSING_BRACE_IN_VARIABLE" -> "VARIABLE";
            case "POLICY_TOO_LARGE",
                    "POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA",
                    "POLICY_SIZE_EXCEEDS_SESSION_POLICY_QUOTA",
                    "POLICY_SIZE_EXCEEDS_SCP_QUOTA" -> "SIZE";
            default -> "SYNTAX";
        };
    }
}
