package dev.ostiary.gateway.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that were verified, so that a token costs one signature and not one per request. Holds successes only; an entry counts only
 * while the token is not expired, its issuer's file says the same and its issuer's published keys are the same. Which app the token
 * belongs to is not remembered: that follows the access files of each request. Safe from any thread.
 */
public final class VerifiedTokens {
    static final int MAX_TOKENS = 10_000;
    private static final int MIN_WEIGHT = 2_048;

    private final Clock clock;
    private final Cache<TokenDigest, VerifiedToken> tokens;

    public VerifiedTokens(Clock clock) {
        this.clock = clock;
        // by weight, so that 10,000 huge tokens cannot take the memory of 10,000 usual ones
        this.tokens = Caffeine.newBuilder()
                .maximumWeight((long) MAX_TOKENS * MIN_WEIGHT)
                .weigher((TokenDigest digest, VerifiedToken token) -> Math.max(MIN_WEIGHT, digest.length()))
                .expireAfter(Expiry.creating((TokenDigest digest, VerifiedToken token) -> remaining(token)))
                .executor(Runnable::run)
                .build();
    }

    private Duration remaining(VerifiedToken token) {
        return Duration.ofMillis(Math.max(1, token.refusedFrom() - clock.millis()));
    }

    /** @param realms by the exact {@code iss}, as of the request's snapshot */
    @Nullable
    public VerifiedToken find(TokenDigest digest, Map<String, Realm> realms) {
        VerifiedToken token = tokens.getIfPresent(digest);
        if (token == null) {
            return null;
        }
        Realm current = realms.get(token.realm().issuer().issuer());
        if (token.isGoodAt(clock.millis(), current)) {
            return token;
        }
        tokens.invalidate(digest);
        return null;
    }

    public void put(TokenDigest digest, VerifiedToken token) {
        tokens.put(digest, token);
    }
}
