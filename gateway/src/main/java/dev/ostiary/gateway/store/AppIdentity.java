package dev.ostiary.gateway.store;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One way to be an app: a token of one of these issuers whose claims all match and for which the condition holds. A claim matches
 * when the token's string equals, or its array contains, one of the listed values.
 *
 * @param issuers names of {@link Issuer}s
 * @param claims empty only beside a condition: an issuer alone identifies nobody
 */
public record AppIdentity(Set<String> issuers, Map<ClaimPath, List<String>> claims, TokenCondition condition) {
    public AppIdentity {
        issuers = Set.copyOf(issuers);
        claims = Map.copyOf(claims);
    }

    /** An identity without a condition. */
    public AppIdentity(Set<String> issuers, Map<ClaimPath, List<String>> claims) {
        this(issuers, claims, TokenCondition.NONE);
    }

    /** Whether every token of the issuers would be the app; such an identity is nobody. */
    public boolean isAnybody() {
        return claims.isEmpty() && condition.isNone();
    }
}
