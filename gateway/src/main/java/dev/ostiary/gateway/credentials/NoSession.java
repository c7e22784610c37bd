package dev.ostiary.gateway.credentials;

import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.refusal.RefusalKind;

/**
 * There are no credentials for this recipe now. The caller is refused; nobody else's credentials are used instead.
 *
 * @param refusal 503, denied by {@code upstream}; names neither the role nor the account
 */
public record NoSession(Refusal refusal) implements SessionReading {

    /** Label {@code type} of {@code ostiary_upstream_errors_total} for this outcome. */
    public static final String ERROR_TYPE = "no_credentials";

    /** @param advice what went wrong, for the caller: no ARN, no account id, no key */
    static NoSession because(String advice) {
        return new NoSession(Refusal.of(
                        RefusalKind.UNAVAILABLE,
                        DeniedBy.UPSTREAM,
                        "The gateway has no AWS credentials for this app at the moment.",
                        advice)
                .withHeader("Retry-After", "1"));
    }
}
