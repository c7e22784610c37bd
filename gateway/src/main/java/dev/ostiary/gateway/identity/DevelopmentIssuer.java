package dev.ostiary.gateway.identity;

import dev.ostiary.gateway.jwk.KeySet;
import dev.ostiary.gateway.keys.FixedKeys;
import dev.ostiary.gateway.store.ClaimPath;
import dev.ostiary.gateway.store.Issuer;
import dev.ostiary.gateway.token.Realm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * Issues tokens for any app, for development only: the gateway accepts them when it is given an instance, and {@code ostiary token}
 * mints them with the same key file. Verification is the same code as for every other issuer.
 */
public final class DevelopmentIssuer {
    /** The exact {@code iss}; `.invalid` can never be anybody's address (RFC 2606). */
    public static final String ISS = "https://ostiary.invalid/development";

    public static final String NAME = "development";
    public static final String AUDIENCE = "ostiary";
    /** The claim that holds the app's id. */
    public static final String APP_CLAIM = "app";
    /** The longest accepted lifetime of a development token. */
    public static final Duration MAX_LIFETIME = Duration.ofHours(24);

    private final PublicJsonWebKey key;
    private final Clock clock;

    private DevelopmentIssuer(PublicJsonWebKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /**
     * Reads the key file in this directory, or makes both. Blocks on the disk. Two processes that start at once end up with the same
     * key.
     *
     * @throws java.io.UncheckedIOException when the file cannot be read or made, is not a key, or may be read by others than its
     *     owner
     */
    public static DevelopmentIssuer open(Path directory, Clock clock) {
        return new DevelopmentIssuer(new DevelopmentKeyFile(directory).openOrCreate(), clock);
    }

    /**
     * A token for this app, whether or not there is one, in compact form.
     *
     * @param ttl from now on, at most {@link #MAX_LIFETIME}
     */
    public String mint(String appId, Duration ttl) {
        if (ttl.isNegative() || ttl.isZero() || ttl.compareTo(MAX_LIFETIME) > 0) {
            throw new IllegalArgumentException(
                    "a development token lives at least 1 s and at most " + MAX_LIFETIME + ", not `" + ttl + "`");
        }
        long now = clock.instant().getEpochSecond();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", ISS);
        claims.put("aud", AUDIENCE);
        claims.put("sub", appId);
        claims.put(APP_CLAIM, appId);
        claims.put("iat", now);
        claims.put("exp", now + ttl.toSeconds());
        var signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setKey(key.getPrivateKey());
        signature.setPayload(JsonUtil.toJson(claims));
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("the development key cannot sign", e);
        }
    }

    /** The issuer as if an access file had named it. */
    static Issuer issuer() {
        return new Issuer(
                NAME,
                ISS,
                null,
                List.of(AUDIENCE),
                ClaimPath.parse("aud"),
                Set.of(AlgorithmIdentifiers.EDDSA),
                List.of(),
                MAX_LIFETIME);
    }

    Realm realm() {
        String jwks = "{\"keys\":[" + key.toJson(OutputControlLevel.PUBLIC_ONLY) + "]}";
        KeySet keys = KeySet.read(jwks.getBytes(StandardCharsets.UTF_8));
        if (keys == null || keys.keys().isEmpty()) {
            throw new IllegalStateException("the development key is not an Ed25519 key");
        }
        return new Realm(issuer(), new FixedKeys(keys), true);
    }

    @Override
    public String toString() {
        return "DevelopmentIssuer[key=" + key.getKeyId() + "]";
    }
}
