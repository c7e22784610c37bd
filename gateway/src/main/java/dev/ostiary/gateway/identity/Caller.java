package dev.ostiary.gateway.identity;

import dev.ostiary.gateway.store.App;
import dev.ostiary.gateway.store.Issuer;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The app behind a verified token.
 *
 * @param subject the token's {@code sub} as it is (may hold any characters); null when the token has none
 * @param identityIndex which of the app's identities matched, from 0; {@link #DEVELOPMENT} for the development issuer's tokens
 * @param expiresAt the token's {@code exp}; the token is accepted until 60 seconds after it
 * @param claims unmodifiable; values are {@code String}, {@code Boolean}, {@code Long}, {@code BigDecimal}, {@code List},
 *     {@code Map} and {@link dev.ostiary.gateway.jwk.StrictJson.Null}
 */
public record Caller(
        App app,
        Issuer issuer,
        @Nullable String subject,
        int identityIndex,
        Instant expiresAt,
        Map<String, Object> claims)
        implements Authentication {

    /** The {@link #identityIndex} of a development token, whose claim {@code app} names the app. */
    public static final int DEVELOPMENT = -1;

    /** Without subject and claims: they say who somebody is and must not reach a log by accident. */
    @Override
    public String toString() {
        return "Caller[app=" + app.id() + ", issuer=" + issuer.name() + "]";
    }
}
