package dev.ostiary.gateway.token;

import dev.ostiary.gateway.jwk.KeySet;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A token whose every check was passed, and what has to be the same for that to stay true.
 *
 * @param verifiedWith the key set that held the key, compared by identity
 * @param refusedFrom milliseconds since the epoch from which on the token counts as expired: {@code exp} and the skew
 */
public record VerifiedToken(
        Realm realm,
        KeySet verifiedWith,
        Instant expiresAt,
        long refusedFrom,
        @Nullable String subject,
        Map<String, Object> claims)
        implements Verification {

    /** Whether the token may still be used without another verification. */
    boolean isGoodAt(long nowMillis, @Nullable Realm current) {
        return nowMillis < refusedFrom && current == realm && realm.keys().current() == verifiedWith;
    }

    @Override
    public String toString() {
        return "VerifiedToken[issuer=" + realm.issuer().name() + "]";
    }
}
