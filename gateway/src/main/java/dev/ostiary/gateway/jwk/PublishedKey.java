package dev.ostiary.gateway.jwk;

import java.security.PublicKey;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key that is good enough to verify with.
 *
 * @param kid printable text of at most 256 characters, or null when the key set gives none
 * @param algorithms what the key may verify: all of its family, or the one that its {@code alg} names
 */
public record PublishedKey(@Nullable String kid, Set<SignatureAlgorithm> algorithms, PublicKey key)
        implements KeyReading {

    public PublishedKey {
        algorithms = Set.copyOf(algorithms);
    }
}
