package dev.ostiary.gateway.store;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One way to be an app: a token of one of these issuers whose claims all match. A claim matches when the token's string equals,
 * or its array contains, one of the listed values.
 *
 * @param issuers names of {@link Issuer}s
 * @param claims never empty: an issuer alone identifies nobody
 */
public record AppIdentity(Set<String> issuers, Map<ClaimPath, List<String>> claims) {
    public AppIdentity {
        issuers = Set.copyOf(issuers);
        claims = Map.copyOf(claims);
    }
}
