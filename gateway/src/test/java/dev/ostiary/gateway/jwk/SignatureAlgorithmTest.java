package dev.ostiary.gateway.jwk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.keys.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jose4j.jws.EcdsaUsingShaAlgorithm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignatureAlgorithmTest {
    private static final byte[] INPUT = "header.claims".getBytes(StandardCharsets.US_ASCII);
    private static final String P256_ORDER = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";

    private static SigningKey signer(SignatureAlgorithm algorithm) {
        SigningKey key = switch (algorithm.family()) {
            case RSA -> SigningKey.rsa();
            case P256 -> SigningKey.ec("k");
            case P384 -> SigningKey.p384("k");
            case P521 -> SigningKey.p521("k");
            case ED25519 -> SigningKey.ed25519("k");
        };
        return key.with(algorithm.joseName());
    }

    @ParameterizedTest
    @EnumSource
    void goodSignatureVerifiesAndAnyFlippedBitDoesNot(SignatureAlgorithm algorithm) {
        SigningKey signer = signer(algorithm);
        PublicKey key = signer.pair().getPublicKey();
        byte[] signature = signer.signature(INPUT);
        byte[] changed = signature.clone();
        changed[changed.length / 2] ^= 1;

        assertThat(algorithm.verify(key, INPUT, signature)).isTrue();
        assertThat(algorithm.verify(key, INPUT, changed)).isFalse();
        assertThat(algorithm.verify(key, INPUT, Arrays.copyOf(signature, signature.length - 1)))
                .isFalse();
        assertThat(algorithm.verify(key, INPUT, Arrays.copyOf(signature, signature.length + 1)))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void keyOfAnotherFamilyNeverVerifies(SignatureAlgorithm algorithm) {
        byte[] signature = signer(algorithm).signature(INPUT);
        for (KeyFamily family : KeyFamily.values()) {
            assertThat(algorithm.verify(family.decoyKey(), INPUT, signature)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void decoyVerifiesNothing(SignatureAlgorithm algorithm) {
        byte[] decoy = algorithm.family().decoySignature();

        assertThat(algorithm.verify(algorithm.family().decoyKey(), INPUT, decoy))
                .isFalse();
    }

    @Test
    void threat04EdgeValuesOfEcdsaAreRefused() {
        PublicKey key = SigningKey.ec("k").pair().getPublicKey();
        String zero = "00".repeat(32);
        String one = "00".repeat(31) + "01";
        String half = "11".repeat(32);
        String max = "ff".repeat(32);
        for (String r : List.of(zero, one, half, P256_ORDER, max)) {
            for (String s : List.of(zero, one, half, P256_ORDER, max)) {
                assertThat(SignatureAlgorithm.ES256.verify(
                                key, INPUT, HexFormat.of().parseHex(r + s)))
                        .as(r + s)
                        .isFalse();
            }
        }
    }

    @Test
    void threat04DerFormOfEcdsaIsRefused() throws IOException {
        SigningKey signer = SigningKey.ec("k");
        byte[] der = EcdsaUsingShaAlgorithm.convertConcatenatedToDer(signer.signature(INPUT));

        assertThat(SignatureAlgorithm.ES256.verify(signer.pair().getPublicKey(), INPUT, der))
                .isFalse();
    }

    @Test
    void threat01NoneAndHmacAreNoAlgorithms() {
        for (String name : Set.of("none", "None", "NONE", "HS256", "HS384", "HS512", "rs256", "RS256 ", "dir", "")) {
            assertThat(SignatureAlgorithm.find(name)).as(name).isNull();
        }
    }
}
