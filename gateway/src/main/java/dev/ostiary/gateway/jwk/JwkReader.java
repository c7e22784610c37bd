package dev.ostiary.gateway.jwk;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.keys.EllipticCurves;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON Web Key (RFC 7517, 7518, 8037) and decides whether it is good enough. Certificates in the entry ({@code x5c}) are
 * not looked at: the channel that brought the key set is what vouches for the key.
 */
final class JwkReader {
    private static final int MIN_RSA_BITS = 2048;
    private static final int MAX_RSA_BITS = 8192;
    private static final int MAX_EXPONENT_BITS = 33;
    private static final Set<String> SECRET_MEMBERS = Set.of("d", "p", "q", "dp", "dq", "qi", "k");

    private final Map<?, ?> jwk;

    private JwkReader(Map<?, ?> jwk) {
        this.jwk = jwk;
    }

    static KeyReading read(Object entry) {
        if (!(entry instanceof Map<?, ?> jwk)) {
            return new KeyReading.Ignored("an entry of the key set is not an object");
        }
        var reader = new JwkReader(jwk);
        try {
            return new PublishedKey(reader.kid(), reader.algorithms(), reader.key());
        } catch (UnusableKey e) {
            return new KeyReading.Ignored(reader.name() + e.getMessage());
        } catch (GeneralSecurityException e) {
            return new KeyReading.Ignored(reader.name() + "is not a valid public key");
        }
    }

    /** Inside this class only, so that each reading step can stop with its reason. */
    private static final class UnusableKey extends Exception {
        private static final long serialVersionUID = 1;

        UnusableKey(String message) {
            super(message);
        }
    }

    private String name() {
        return jwk.get("kid") instanceof String kid && KeyId.isValid(kid) ? "key `" + kid + "` " : "a key ";
    }

    private @Nullable String kid() throws UnusableKey {
        Object kid = jwk.get("kid");
        if (kid == null) {
            return null;
        }
        if (kid instanceof String text && KeyId.isValid(text)) {
            return text;
        }
        throw new UnusableKey("has a `kid` that is not printable text of at most 256 characters");
    }

    private Set<SignatureAlgorithm> algorithms() throws UnusableKey {
        KeyFamily family = family();
        refuseOtherUses();
        var algorithms = EnumSet.noneOf(SignatureAlgorithm.class);
        for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
            if (algorithm.family() == family
                    && (!jwk.containsKey("alg") || algorithm.joseName().equals(jwk.get("alg")))) {
                algorithms.add(algorithm);
            }
        }
        if (algorithms.isEmpty()) {
            throw new UnusableKey("has an `alg` that is no accepted signature algorithm of its `kty`");
        }
        return algorithms;
    }

    private KeyFamily family() throws UnusableKey {
        String kty = text("kty");
        return switch (kty) {
            case "RSA" -> KeyFamily.RSA;
            case "EC" ->
                switch (text("crv")) {
                    case "P-256" -> KeyFamily.P256;
                    case "P-384" -> KeyFamily.P384;
                    case "P-521" -> KeyFamily.P521;
                    default -> throw new UnusableKey("is on a curve other than P-256, P-384 and P-521");
                };
            case "OKP" -> {
                if (!text("crv").equals("Ed25519")) {
                    throw new UnusableKey("is on a curve other than Ed25519");
                }
                yield KeyFamily.ED25519;
            }
            case "oct" -> throw new UnusableKey("is symmetric: whoever can verify with it can sign");
            default -> throw new UnusableKey("is of a `kty` other than RSA, EC and OKP");
        };
    }

    private void refuseOtherUses() throws UnusableKey {
        if (jwk.keySet().stream().anyMatch(SECRET_MEMBERS::contains)) {
            throw new UnusableKey("is published with its private part: everybody can sign with it");
        }
        if (jwk.containsKey("use") && !"sig".equals(jwk.get("use"))) {
            throw new UnusableKey("is not for signatures (`use`)");
        }
        if (jwk.containsKey("key_ops")
                && !(jwk.get("key_ops") instanceof List<?> operations && operations.contains("verify"))) {
            throw new UnusableKey("is not for verifying (`key_ops`)");
        }
    }

    private PublicKey key() throws UnusableKey, GeneralSecurityException {
        return switch (family()) {
            case RSA -> rsa();
            case P256 -> curve(EllipticCurves.P256);
            case P384 -> curve(EllipticCurves.P384);
            case P521 -> curve(EllipticCurves.P521);
            case ED25519 -> ed25519();
        };
    }

    private PublicKey rsa() throws UnusableKey, GeneralSecurityException {
        var modulus = new BigInteger(1, bytes("n"));
        var exponent = new BigInteger(1, bytes("e"));
        int bits = modulus.bitLength();
        if (bits < MIN_RSA_BITS || bits > MAX_RSA_BITS) {
            throw new UnusableKey(
                    "has " + bits + " bits, expected " + MIN_RSA_BITS + " to " + MAX_RSA_BITS + " for RSA");
        }
        // with an exponent of 1 every signature verifies; an even or long one is a sign of a made-up key
        if (exponent.compareTo(BigInteger.TWO) <= 0
                || !exponent.testBit(0)
                || exponent.bitLength() > MAX_EXPONENT_BITS
                || !modulus.testBit(0)) {
            throw new UnusableKey("has an unusable RSA modulus or exponent");
        }
        return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
    }

    private PublicKey curve(ECParameterSpec spec) throws UnusableKey, GeneralSecurityException {
        BigInteger prime = ((ECFieldFp) spec.getCurve().getField()).getP();
        int length = (prime.bitLength() + 7) / 8;
        byte[] xBytes = bytes("x");
        byte[] yBytes = bytes("y");
        var x = new BigInteger(1, xBytes);
        var y = new BigInteger(1, yBytes);
        BigInteger right = x.pow(3)
                .add(spec.getCurve().getA().multiply(x))
                .add(spec.getCurve().getB())
                .mod(prime);
        if (xBytes.length != length
                || yBytes.length != length
                || x.compareTo(prime) >= 0
                || y.compareTo(prime) >= 0
                || !y.multiply(y).mod(prime).equals(right)) {
            throw new UnusableKey("is not a point of its curve");
        }
        return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), spec));
    }

    private PublicKey ed25519() throws UnusableKey, GeneralSecurityException {
        byte[] little = bytes("x");
        if (little.length != 32) {
            throw new UnusableKey("is not 32 bytes long, as Ed25519 keys are");
        }
        byte[] big = new byte[little.length];
        for (int i = 0; i < big.length; i++) {
            big[i] = little[little.length - 1 - i];
        }
        boolean xOdd = (big[0] & 0x80) != 0;
        big[0] &= 0x7f;
        var point = new EdECPoint(xOdd, new BigInteger(1, big));
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
    }

    private String text(String member) throws UnusableKey {
        if (jwk.get(member) instanceof String text) {
            return text;
        }
        throw new UnusableKey("has no text in `" + member + "`");
    }

    private byte[] bytes(String member) throws UnusableKey {
        byte[] bytes = Base64Url.decode(text(member));
        if (bytes == null || bytes.length == 0) {
            throw new UnusableKey("has no base64url in `" + member + "`");
        }
        return bytes;
    }
}
