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
import java.security.spec.EllipticCurve;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import org.jose4j.keys.EllipticCurves;

/** What a key is made of: its {@code kty} and, for curves, {@code crv}. */
enum KeyFamily {
    RSA,
    P256,
    P384,
    P521,
    ED25519;

    /** A key of the family that nobody signs with, only there to spend the time that a real one costs. */
    PublicKey decoyKey() {
        return switch (this) {
            case RSA -> Decoys.RSA;
            case P256 -> Decoys.P256;
            case P384 -> Decoys.P384;
            case P521 -> Decoys.P521;
            case ED25519 -> Decoys.ED25519;
        };
    }

    /** Of the right shape, so that the verification runs to its end, and never valid for {@link #decoyKey}. */
    byte[] decoySignature() {
        return switch (this) {
            case RSA -> filled(256, 0x11);
            case P256 -> filled(64, 0x11);
            case P384 -> filled(96, 0x11);
            case P521 -> withZeroHighBytes(filled(132, 0x11));
            case ED25519 -> edwardsSignature();
        };
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    /** r and s have 521 bits in 66 bytes each. */
    private static byte[] withZeroHighBytes(byte[] signature) {
        signature[0] = 0;
        signature[66] = 0;
        return signature;
    }

    /** R is the base point, S is 1: both decode. */
    private static byte[] edwardsSignature() {
        byte[] signature = filled(64, 0);
        Arrays.fill(signature, 0, 32, (byte) 0x66);
        signature[0] = 0x58;
        signature[32] = 1;
        return signature;
    }

    /** Made from public constants, without the cost of a key generation at start. */
    private static final class Decoys {
        static final PublicKey RSA = key(
                "RSA",
                factory -> factory.generatePublic(new RSAPublicKeySpec(
                        BigInteger.TWO.pow(2048).subtract(BigInteger.valueOf(1_942_289)), BigInteger.valueOf(65_537))));
        static final PublicKey P256 = curve(EllipticCurves.P256);
        static final PublicKey P384 = curve(EllipticCurves.P384);
        static final PublicKey P521 = curve(EllipticCurves.P521);
        static final PublicKey ED25519 = key(
                "Ed25519",
                factory -> factory.generatePublic(
                        new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(false, edwardsBaseY()))));

        private static PublicKey curve(ECParameterSpec spec) {
            ECPoint point = firstPoint(spec.getCurve());
            return key("EC", factory -> factory.generatePublic(new ECPublicKeySpec(point, spec)));
        }

        /** Of the smallest x. Not the generator: the JDK multiplies that from tables, and the decoy would take half the time. */
        private static ECPoint firstPoint(EllipticCurve curve) {
            BigInteger prime = ((ECFieldFp) curve.getField()).getP();
            BigInteger x = BigInteger.ONE;
            while (true) {
                BigInteger square =
                        x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(prime);
                // the primes of all three curves are 3 modulo 4
                BigInteger y = square.modPow(prime.add(BigInteger.ONE).shiftRight(2), prime);
                if (y.multiply(y).mod(prime).equals(square)) {
                    return new ECPoint(x, y);
                }
                x = x.add(BigInteger.ONE);
            }
        }

        /** 4/5 in the field of 2^255 - 19. */
        private static BigInteger edwardsBaseY() {
            BigInteger prime = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
            return BigInteger.valueOf(4)
                    .multiply(BigInteger.valueOf(5).modInverse(prime))
                    .mod(prime);
        }

        private static PublicKey key(String algorithm, Making making) {
            try {
                return making.from(KeyFactory.getInstance(algorithm));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the JDK does not offer " + algorithm, e);
            }
        }

        private interface Making {
            PublicKey from(KeyFactory factory) throws GeneralSecurityException;
        }
    }
}
