package dev.ostiary.gateway.token;

import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.store.Issuer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer's token must say. Times are milliseconds since the epoch, rounded down, and are compared in one way only, so that
 * the first verification and every later use agree to the millisecond.
 */
final class ClaimRules {
    static final long SKEW_MILLIS = 60_000;
    /** The end of the year 9999: a later time is a mistake or an attempt to never expire. */
    private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(253_402_300_799L);

    private final Issuer issuer;
    private final Map<String, Object> claims;
    private final long now;

    ClaimRules(Issuer issuer, Map<String, Object> claims, long nowMillis) {
        this.issuer = issuer;
        this.claims = claims;
        this.now = nowMillis;
    }

    /** The first rule that the claims break, or null. */
    @Nullable
    Refusal findBroken() {
        Refusal times = brokenTimes();
        if (times != null) {
            return times;
        }
        Object subject = claims.get("sub");
        if (subject != null && !(subject instanceof String)) {
            return TokenRefusals.malformed("its `sub` is not a text");
        }
        Object audience = issuer.audienceClaim().find(claims);
        if (!isAudience(audience)) {
            return TokenRefusals.audience(issuer.audienceClaim().text(), Printable.claim(audience), issuer.audience());
        }
        for (Issuer.RequiredClaim required : issuer.requiredClaims()) {
            Object found = required.path().find(claims);
            if (!ClaimMatch.matches(found, required.value())) {
                return TokenRefusals.requiredClaim(required.path().text(), Printable.claim(found), required.value());
            }
        }
        return null;
    }

    /** RFC 7519, section 4.1.3: a text or an array of texts, and nothing else, one of which is expected here. */
    private boolean isAudience(@Nullable Object audience) {
        if (audience instanceof List<?> items) {
            return items.stream().allMatch(String.class::isInstance)
                    && items.stream().anyMatch(issuer.audience()::contains);
        }
        return audience instanceof String text && issuer.audience().contains(text);
    }

    private @Nullable Refusal brokenTimes() {
        Long expires = millis(claims.get("exp"));
        Long issued = millis(claims.get("iat"));
        if (expires == null || issued == null) {
            return TokenRefusals.malformed("its `exp` and `iat` must be numbers, seconds since 1970");
        }
        if (now >= expires + SKEW_MILLIS) {
            return TokenRefusals.expired(Instant.ofEpochMilli(expires));
        }
        if (issued - SKEW_MILLIS > now) {
            return TokenRefusals.notYetValid("iat", Instant.ofEpochMilli(issued));
        }
        if (claims.containsKey("nbf")) {
            Long notBefore = millis(claims.get("nbf"));
            if (notBefore == null) {
                return TokenRefusals.malformed("its `nbf` must be a number, seconds since 1970");
            }
            if (notBefore - SKEW_MILLIS > now) {
                return TokenRefusals.notYetValid("nbf", Instant.ofEpochMilli(notBefore));
            }
        }
        long lifetime = expires - issued;
        if (lifetime < 0 || lifetime > issuer.maxLifetime().toMillis()) {
            return TokenRefusals.lifetime(lifetime / 1000, issuer.maxLifetime().toSeconds());
        }
        return null;
    }

    /** A NumericDate (RFC 7519, section 2), or null when it is none or lies outside the years 1970 to 9999. */
    static @Nullable Long millis(@Nullable Object claim) {
        return switch (claim) {
            case Long seconds -> millis(BigDecimal.valueOf(seconds));
            case BigDecimal seconds -> millis(seconds);
            case null, default -> null;
        };
    }

    private static @Nullable Long millis(BigDecimal seconds) {
        if (seconds.signum() < 0 || seconds.compareTo(MAX_SECONDS) > 0) {
            return null;
        }
        return seconds.movePointRight(3).setScale(0, RoundingMode.FLOOR).longValueExact();
    }
}
