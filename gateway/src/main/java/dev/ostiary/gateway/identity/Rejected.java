package dev.ostiary.gateway.identity;

import dev.ostiary.gateway.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * No app. The names are for the access log and are only there when the token's signature was good, so that a stranger cannot write
 * into it.
 *
 * @param issuer the token's {@code iss}
 * @param subject the token's {@code sub}
 * @param appId the app, when the token is its own but the app is disabled
 */
public record Rejected(
        Refusal refusal,
        @Nullable String issuer,
        @Nullable String subject,
        @Nullable String appId) implements Authentication {

    static Rejected of(Refusal refusal) {
        return new Rejected(refusal, null, null, null);
    }

    @Override
    public String toString() {
        return "Rejected[kind=" + refusal.kind() + ", issuer=" + issuer + ", app=" + appId + "]";
    }
}
