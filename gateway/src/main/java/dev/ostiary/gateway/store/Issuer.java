package dev.ostiary.gateway.store;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may issue tokens, and what a token of his must look like. File {@code issuers/<name>.yaml}.
 *
 * @param name the file's stem
 * @param issuer the exact {@code iss}
 * @param jwksUrl where the keys are; null means OpenID Connect discovery at the issuer
 * @param audience any of these must be in {@code audienceClaim}; never empty
 * @param algorithms JOSE names, never empty, never {@code none} or {@code HS*}
 * @param requiredClaims each must be there with exactly this text
 * @param maxLifetime longest accepted {@code exp - iat}
 */
public record Issuer(
        String name,
        String issuer,
        @Nullable URI jwksUrl,
        List<String> audience,
        ClaimPath audienceClaim,
        Set<String> algorithms,
        List<RequiredClaim> requiredClaims,
        Duration maxLifetime) {

    public Issuer {
        audience = List.copyOf(audience);
        algorithms = Set.copyOf(algorithms);
        requiredClaims = List.copyOf(requiredClaims);
        if (audience.isEmpty() || algorithms.isEmpty()) {
            throw new IllegalArgumentException("audience and algorithms of issuer `" + name + "` must not be empty");
        }
    }

    /** {@code token_use=access} in the file. */
    public record RequiredClaim(ClaimPath path, String value) {}
}
