package dev.ostiary.gateway.jwk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one issuer at one time. Holders compare sets by identity: the same object means that nothing changed since a token was
 * verified.
 *
 * @param keys the usable ones, in published order
 * @param ignored why the other entries are not used
 */
public record KeySet(List<PublishedKey> keys, List<String> ignored) implements KeyLoading {
    public KeySet {
        keys = List.copyOf(keys);
        ignored = List.copyOf(ignored);
    }

    /** Reads a JWKS document (RFC 7517); null when the bytes are none. An entry that is not usable is ignored, with its reason. */
    public static @Nullable KeySet read(byte[] json) {
        Map<String, Object> document = StrictJson.readObject(json);
        if (document == null || !(document.get("keys") instanceof List<?> entries)) {
            return null;
        }
        var keys = new ArrayList<PublishedKey>();
        var ignored = new ArrayList<String>();
        for (Object entry : entries) {
            switch (JwkReader.read(entry)) {
                case PublishedKey key -> keys.add(key);
                case KeyReading.Ignored reason -> ignored.add(reason.why());
            }
        }
        return new KeySet(keys, ignored);
    }

    /**
     * The key that a token names: the first that has this id and may verify this algorithm. A token without a key id names a key
     * only when exactly one suits.
     */
    public @Nullable PublishedKey find(@Nullable String kid, SignatureAlgorithm algorithm) {
        PublishedKey found = null;
        for (PublishedKey key : keys) {
            if (!key.algorithms().contains(algorithm)) {
                continue;
            }
            if (kid == null) {
                if (found != null) {
                    return null;
                }
                found = key;
            } else if (Objects.equals(kid, key.kid())) {
                return key;
            }
        }
        return found;
    }
}
