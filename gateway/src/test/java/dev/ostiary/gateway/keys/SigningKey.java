package dev.ostiary.gateway.keys;

import java.nio.charset.StandardCharsets;
import java.security.spec.ECParameterSpec;
import java.util.Base64;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jwa.AlgorithmFactoryFactory;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** A key pair that signs any header and any payload as they are, so that tests can build tokens that no library would. */
public record SigningKey(String algorithm, PublicJsonWebKey pair) {
    /** Making RSA keys is slow; no test changes this one. */
    private static final SigningKey SHARED_RSA = generateRsa(2048, "rsa-1");

    public static SigningKey rsa() {
        return SHARED_RSA;
    }

    public static SigningKey generateRsa(int bits, String kid) {
        try {
            return named("RS256", RsaJwkGenerator.generateJwk(bits), kid);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    public static SigningKey ec(String kid) {
        return curve("ES256", EllipticCurves.P256, kid);
    }

    public static SigningKey p384(String kid) {
        return curve("ES384", EllipticCurves.P384, kid);
    }

    public static SigningKey p521(String kid) {
        return curve("ES512", EllipticCurves.P521, kid);
    }

    private static SigningKey curve(String algorithm, ECParameterSpec curve, String kid) {
        try {
            return named(algorithm, EcJwkGenerator.generateJwk(curve), kid);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    public static SigningKey ed25519(String kid) {
        return okp("Ed25519", kid);
    }

    public static SigningKey okp(String curve, String kid) {
        try {
            return named("EdDSA", OkpJwkGenerator.generateJwk(curve), kid);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SigningKey named(String algorithm, PublicJsonWebKey pair, String kid) {
        pair.setKeyId(kid);
        return new SigningKey(algorithm, pair);
    }

    /** The same key, signing with another algorithm of its family. */
    public SigningKey with(String otherAlgorithm) {
        return new SigningKey(otherAlgorithm, pair);
    }

    public String kid() {
        return String.valueOf(pair.getKeyId());
    }

    /** The usual header. */
    public String header() {
        return "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + kid() + "\",\"typ\":\"JWT\"}";
    }

    public String token(String claims) {
        return token(header(), claims);
    }

    public String token(String header, String claims) {
        return token(header.getBytes(StandardCharsets.UTF_8), claims.getBytes(StandardCharsets.UTF_8));
    }

    public String token(byte[] header, byte[] claims) {
        String input = base64(header) + "." + base64(claims);
        return input + "." + base64(signature(input.getBytes(StandardCharsets.US_ASCII)));
    }

    public byte[] signature(byte[] input) {
        try {
            var jws = AlgorithmFactoryFactory.getInstance()
                    .getJwsAlgorithmFactory()
                    .getAlgorithm(algorithm);
            return jws.sign(jws.prepareForSign(pair.getPrivateKey(), new ProviderContext()), input);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public part as a JSON Web Key. */
    public String jwk() {
        return pair.toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    /** The public part with more members, for example {@code "use":"enc"}. */
    public String jwkWith(String members) {
        String jwk = jwk();
        return jwk.substring(0, jwk.length() - 1) + "," + members + "}";
    }

    public static String jwks(String... jwks) {
        return "{\"keys\":[" + String.join(",", jwks) + "]}";
    }

    public static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "SigningKey[" + algorithm + "]";
    }
}
