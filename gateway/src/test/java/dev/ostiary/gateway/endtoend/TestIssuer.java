package dev.ostiary.gateway.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** An issuer with an RSA key of its own, whose key set is a file. */
final class TestIssuer {
    static final String ISS = "https://issuer.test";

    private final RsaJsonWebKey key;

    TestIssuer() {
        try {
            key = RsaJwkGenerator.generateJwk(2048);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
        key.setKeyId("test");
        key.setAlgorithm("RS256");
        key.setUse("sig");
    }

    void write(Path access) {
        try {
            Path jwks = access.resolveSibling("jwks.json");
            Files.writeString(jwks, new JsonWebKeySet(List.of(key)).toJson());
            Files.createDirectories(access.resolve("issuers"));
            Files.writeString(
                    access.resolve("issuers/corp.yaml"),
                    "version: 1\nissuer: " + ISS + "\njwks-url: " + jwks.toUri() + "\naudience: [ostiary]\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A token of the app for ten minutes. */
    String token(String app) {
        return token(Map.of("azp", app));
    }

    /** A token with these claims on top of the usual ones. */
    String token(Map<String, ?> claims) {
        long now = Instant.now().getEpochSecond();
        var all = new TreeMap<String, Object>(
                Map.of("iss", ISS, "aud", "ostiary", "sub", "tester", "iat", now, "exp", now + 600));
        all.putAll(claims);
        var jws = new JsonWebSignature();
        jws.setPayload(JsonUtil.toJson(all));
        jws.setKey(key.getPrivateKey());
        jws.setKeyIdHeaderValue("test");
        jws.setAlgorithmHeaderValue("RS256");
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
