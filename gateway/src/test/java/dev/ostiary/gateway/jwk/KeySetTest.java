package dev.ostiary.gateway.jwk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.keys.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySetTest {
    private static final SigningKey EC = SigningKey.ec("ec-1");
    private static final SigningKey ED = SigningKey.ed25519("ed-1");

    private static KeySet read(String json) {
        KeySet keys = KeySet.read(json.getBytes(StandardCharsets.UTF_8));
        if (keys == null) {
            throw new AssertionError("not a key set: " + json);
        }
        return keys;
    }

    private static String whyIgnored(String jwk) {
        KeySet keys = read(SigningKey.jwks(jwk));
        assertThat(keys.keys()).isEmpty();
        return String.join("\n", keys.ignored());
    }

    @Test
    void keysOfAllThreeKindsAreTaken() {
        KeySet keys = read(SigningKey.jwks(
                SigningKey.rsa().jwk(), EC.jwk(), ED.jwk(), SigningKey.p384("p").jwk()));

        assertThat(keys.ignored()).isEmpty();
        assertThat(keys.keys()).extracting(PublishedKey::kid).containsExactly("rsa-1", "ec-1", "ed-1", "p");
    }

    @Test
    void thePublishedKeyIsTheKeyOfThePair() {
        KeySet keys = read(SigningKey.jwks(EC.jwk(), ED.jwk(), SigningKey.rsa().jwk()));

        assertThat(keys.keys())
                .extracting(PublishedKey::key)
                .containsExactly(
                        EC.pair().getPublicKey(),
                        ED.pair().getPublicKey(),
                        SigningKey.rsa().pair().getPublicKey());
    }

    @Test
    void threat03KeyForEncryptionIsIgnored() {
        assertThat(whyIgnored(SigningKey.rsa().jwkWith("\"use\":\"enc\""))).contains("`rsa-1`", "`use`");
        assertThat(whyIgnored(SigningKey.rsa().jwkWith("\"key_ops\":[\"encrypt\"]")))
                .contains("`key_ops`");
        assertThat(whyIgnored(SigningKey.rsa().jwkWith("\"alg\":\"RSA-OAEP\""))).contains("`alg`");
        assertThat(whyIgnored(SigningKey.rsa().jwkWith("\"use\":null"))).contains("`use`");
    }

    @Test
    void threat03KeyWithAnAlgorithmVerifiesNoOther() {
        KeySet keys = read(SigningKey.jwks(SigningKey.rsa().jwkWith("\"alg\":\"RS256\"")));

        assertThat(keys.find("rsa-1", SignatureAlgorithm.RS256)).isNotNull();
        assertThat(keys.find("rsa-1", SignatureAlgorithm.PS256)).isNull();
        assertThat(keys.find("rsa-1", SignatureAlgorithm.RS512)).isNull();
    }

    @Test
    void threat18ShortRsaKeyIsIgnored() {
        assertThat(whyIgnored(SigningKey.generateRsa(1024, "short").jwk())).contains("`short`", "1024 bits");
    }

    @Test
    void threat18SymmetricKeyIsIgnored() {
        assertThat(whyIgnored("{\"kty\":\"oct\",\"kid\":\"s\",\"k\":\"c2VjcmV0\"}"))
                .contains("symmetric");
    }

    @Test
    void keyPublishedWithItsPrivatePartIsIgnored() {
        String pair = EC.pair().toJson(OutputControlLevel.INCLUDE_PRIVATE);

        assertThat(whyIgnored(pair)).contains("private part").doesNotContain("\"d\"");
    }

    @Test
    void rsaExponentOfOneIsIgnored() {
        String jwk = SigningKey.rsa().jwk().replaceAll("\"e\":\"[^\"]+\"", "\"e\":\"AQ\"");

        assertThat(whyIgnored(jwk)).contains("exponent");
    }

    @Test
    void pointBesideTheCurveIsIgnored() {
        String x = SigningKey.base64(new byte[32]);
        String jwk = EC.jwk().replaceAll("\"x\":\"[^\"]+\"", "\"x\":\"" + x + "\"");

        assertThat(whyIgnored(jwk)).contains("not a point");
    }

    @Test
    void keysOfOtherCurvesAndKindsAreIgnored() {
        assertThat(whyIgnored(SigningKey.okp("Ed448", "e").jwk())).contains("Ed25519");
        assertThat(whyIgnored(EC.jwk().replace("P-256", "secp256k1"))).contains("curve");
        assertThat(whyIgnored("{\"kty\":\"XYZ\"}")).contains("`kty`");
        assertThat(whyIgnored("{\"kty\":7}")).contains("`kty`");
        assertThat(whyIgnored("7")).contains("not an object");
    }

    @Test
    void keyIdsThatAreNoPrintableTextAreIgnored() {
        for (String kid :
                List.of("\"a\\u0000\"", "\"\"", "7", "[\"a\"]", "\"" + "k".repeat(257) + "\"", "\"\\u00e9\"")) {
            String jwk = EC.jwk().replace("\"kid\":\"ec-1\"", "\"kid\":" + kid);

            assertThat(whyIgnored(jwk)).as(kid).contains("`kid`");
        }
    }

    @Test
    void anUnusableKeyDoesNotKeepItsNeighboursOut() {
        KeySet keys = read(SigningKey.jwks("{\"kty\":\"oct\",\"k\":\"AA\"}", EC.jwk()));

        assertThat(keys.keys()).hasSize(1);
        assertThat(keys.ignored()).hasSize(1);
    }

    @Test
    void tokenWithoutKeyIdFindsTheOnlySuitableKey() {
        KeySet one = read(SigningKey.jwks(EC.jwk(), SigningKey.rsa().jwk()));
        KeySet two = read(SigningKey.jwks(EC.jwk(), SigningKey.ec("ec-2").jwk()));

        assertThat(one.find(null, SignatureAlgorithm.ES256)).isNotNull();
        assertThat(one.find(null, SignatureAlgorithm.EDDSA)).isNull();
        assertThat(two.find(null, SignatureAlgorithm.ES256)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "<html></html>",
                "{}",
                "{\"keys\":{}}",
                "{\"keys\":[]} x",
                "{\"keys\":[],\"keys\":[]}",
                "{\"keys\":[{\"kty\":\"EC\",\"kty\":\"EC\"}]}",
                "{\"keys\":[],}"
            })
    void anythingElseIsNoKeySet(String json) {
        assertThat(KeySet.read(json.getBytes(StandardCharsets.UTF_8))).isNull();
    }
}
