package dev.ostiary.gateway.model;

import org.jspecify.annotations.Nullable;

/**
 * A guardrail that a request names.
 *
 * @param arn canonical, whether the caller wrote the id or the ARN
 * @param version a number or {@code DRAFT}
 * @param foreign why no policy of this account can allow it here; null when one can
 */
public record Guardrail(
        String arn, String version, @Nullable String foreign) {

    /** The value of {@code bedrock:GuardrailIdentifier}. */
    public String conditionValue() {
        return version.equals("DRAFT") ? arn : arn + ":" + version;
    }

    /** {@return what is wrong with the pair, or null; AWS's shapes GuardrailIdentifier and GuardrailVersion} */
    public static @Nullable String faultOf(String identifier, String version) {
        if (identifier.isEmpty() || version.isEmpty()) {
            return "a guardrail is named by its identifier and its version, both";
        }
        Arn arn = Arn.parse(identifier);
        if (!isId(arn == null ? identifier : idOf(arn))) {
            return "the guardrail identifier must be an id of [a-z0-9] or a guardrail's ARN";
        }
        return isVersion(version) ? null : "the guardrail version must be a number or DRAFT";
    }

    /** The pair must have no {@link #faultOf fault}. */
    public static Guardrail of(String identifier, String version, String region, Account account) {
        Arn arn = Arn.parse(identifier);
        if (arn == null) {
            return new Guardrail(account.arn(region, "guardrail/" + identifier), version, null);
        }
        boolean ours = arn.partition().equals(account.partition())
                && arn.account().equals(account.accountId())
                && arn.region().equals(region);
        return new Guardrail(
                identifier, version, ours ? null : "the guardrail is of another account, partition or Region");
    }

    /** Empty, thus no id, for the ARN of anything else. */
    private static String idOf(Arn arn) {
        return arn.service().equals("bedrock") && arn.type().equals("guardrail") ? arn.id() : "";
    }

    private static boolean isId(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isVersion(String text) {
        if (text.equals("DRAFT")) {
            return true;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() <= 8 && text.charAt(0) != '0';
    }
}
