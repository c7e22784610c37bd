package dev.ostiary.gateway.jwk;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jwa.AlgorithmFactoryFactory;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** The JOSE signature algorithms that can be accepted at all. {@code none} and the HMAC ones are not among them by construction. */
public enum SignatureAlgorithm {
    RS256("RS256", KeyFamily.RSA),
    RS384("RS384", KeyFamily.RSA),
    RS512("RS512", KeyFamily.RSA),
    PS256("PS256", KeyFamily.RSA),
    PS384("PS384", KeyFamily.RSA),
    PS512("PS512", KeyFamily.RSA),
    ES256("ES256", KeyFamily.P256),
    ES384("ES384", KeyFamily.P384),
    ES512("ES512", KeyFamily.P521),
    EDDSA("EdDSA", KeyFamily.ED25519);

    private final String joseName;
    private final KeyFamily family;

    SignatureAlgorithm(String joseName, KeyFamily family) {
        this.joseName = joseName;
        this.family = family;
    }

    /** The name in {@code alg}. */
    public String joseName() {
        return joseName;
    }

    /** The algorithm of exactly this name, or null. */
    public static @Nullable SignatureAlgorithm find(String joseName) {
        for (SignatureAlgorithm algorithm : values()) {
            if (algorithm.joseName.equals(joseName)) {
                return algorithm;
            }
        }
        return null;
    }

    KeyFamily family() {
        return family;
    }

    /**
     * Whether the signature is this algorithm's over the input with this key. CPU-bound, up to a few milliseconds: not for an event
     * loop. Never throws.
     */
    public boolean verify(PublicKey key, byte[] input, byte[] signature) {
        if (!hasShape(key, signature)) {
            return false;
        }
        if (key instanceof RSAPublicKey rsa && new BigInteger(1, signature).compareTo(rsa.getModulus()) >= 0) {
            // never a signature of this key; the provider would say so without the work, and thereby that the issuer is
            // known
            verifyInVain(input);
            return false;
        }
        try {
            var algorithm = AlgorithmFactoryFactory.getInstance()
                    .getJwsAlgorithmFactory()
                    .getAlgorithm(joseName);
            algorithm.validateVerificationKey(key);
            return algorithm.verifySignature(signature, key, input, new ProviderContext());
        } catch (JoseException | RuntimeException e) {
            return false; // an error while deciding is a refusal; providers throw on signatures they cannot read
        }
    }

    /** Costs as much as {@link #verify} and says nothing: keeps an unknown issuer or key from answering faster. */
    public void verifyInVain(byte[] input) {
        boolean unused = verify(family.decoyKey(), input, family.decoySignature());
        assert !unused;
    }

    private boolean hasShape(PublicKey key, byte[] signature) {
        return switch (key) {
            case RSAPublicKey rsa -> signature.length == (rsa.getModulus().bitLength() + 7) / 8;
            case ECPublicKey ec -> isRawEcdsa(signature, ec);
            case EdECPublicKey ignored -> signature.length == 64;
            default -> false;
        };
    }

    /** JOSE's form is r and s side by side, each as long as the field; DER is refused, and so are 0 and values past the order. */
    private static boolean isRawEcdsa(byte[] signature, ECPublicKey key) {
        BigInteger order = key.getParams().getOrder();
        int half = (order.bitLength() + 7) / 8;
        return signature.length == 2 * half
                && isInside(new BigInteger(1, signature, 0, half), order)
                && isInside(new BigInteger(1, signature, half, half), order);
    }

    private static boolean isInside(BigInteger value, BigInteger order) {
        return value.signum() > 0 && value.compareTo(order) < 0;
    }
}
