package dev.ostiary.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.keys.SigningKey;
import dev.ostiary.gateway.store.Issuer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threat model 1 to 4 and 18: the algorithm and the key are the issuer's choice, never the token's. */
class AlgorithmAttackTest {
    private final SigningKey ec = SigningKey.ec("ec-1");
    private final SigningKey ed = SigningKey.ed25519("ed-1");
    private final Gate gate = new Gate(SigningKey.rsa(), ec, ed);

    @AfterEach
    void close() {
        gate.close();
    }

    private String unsigned(String header) {
        return SigningKey.base64(header.getBytes(StandardCharsets.UTF_8)) + "."
                + SigningKey.base64(gate.claims().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void tokensOfEveryAllowedAlgorithmAreAccepted() {
        assertThat(gate.accepted(SigningKey.rsa().token(gate.claims())).app().id())
                .isEqualTo("translator");
        assertThat(gate.accepted(ec.token(gate.claims())).app().id()).isEqualTo("translator");
        assertThat(gate.accepted(ed.token(gate.claims())).app().id()).isEqualTo("translator");
    }

    @Test
    void threat01AlgNoneInEverySpellingIsRefused() {
        String signature = SigningKey.base64(new byte[256]);
        for (String alg : List.of(
                "\"none\"",
                "\"None\"",
                "\"NONE\"",
                "\"nOnE\"",
                "null",
                "[\"none\"]",
                "[\"RS256\"]",
                "\"\"",
                "{}",
                "0")) {
            String input = unsigned("{\"alg\":" + alg + ",\"kid\":\"rsa-1\"}");
            for (String token : List.of(input + ".", input + "." + signature, input)) {
                gate.refused(token);
            }
        }
        gate.refused(unsigned("{\"kid\":\"rsa-1\"}") + "." + signature);
    }

    @Test
    void threat01StrippedSignatureIsRefused() {
        String token = SigningKey.rsa().token(gate.claims());

        gate.refused(token.substring(0, token.lastIndexOf('.') + 1));
        gate.refused(token.substring(0, token.lastIndexOf('.')));
    }

    @Test
    void threat02HmacWithAnythingPublicAsItsKeyIsRefused() throws GeneralSecurityException {
        Map<String, byte[]> candidates = hmacKeys();
        assertThat(candidates).hasSize(16);

        for (Map.Entry<String, byte[]> candidate : candidates.entrySet()) {
            for (String alg : List.of("HS256", "HS384", "HS512")) {
                String input = unsigned("{\"alg\":\"" + alg + "\",\"kid\":\"rsa-1\"}");
                Mac mac = Mac.getInstance("HmacSHA" + alg.substring(2));
                mac.init(hmacKey(candidate.getValue()));
                byte[] signature = mac.doFinal(input.getBytes(StandardCharsets.US_ASCII));

                gate.refused(input + "." + SigningKey.base64(signature));
            }
        }
    }

    /** JCA takes no empty HMAC key; a NUL byte is the same key, since HMAC pads with zeros. */
    private static Key hmacKey(byte[] bytes) {
        return new SecretKeySpec(bytes.length == 0 ? new byte[1] : bytes, "HMAC");
    }

    private static Map<String, byte[]> hmacKeys() {
        Key key = SigningKey.rsa().pair().getPublicKey();
        byte[] der = key.getEncoded();
        String base64 = Base64.getEncoder().encodeToString(der);
        String mime = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        String pem = "-----BEGIN PUBLIC KEY-----\n" + mime + "\n-----END PUBLIC KEY-----";
        byte[] pkcs1 = Arrays.copyOfRange(der, 24, der.length);
        String jwk = SigningKey.rsa().jwk();
        var keys = new LinkedHashMap<String, byte[]>();
        keys.put("der", der);
        keys.put("base64 of der", utf8(base64));
        keys.put("base64url of der", utf8(SigningKey.base64(der)));
        keys.put("base64 in lines", utf8(mime));
        keys.put("pem", utf8(pem));
        keys.put("pem with newline", utf8(pem + "\n"));
        keys.put("pem with crlf", utf8(pem.replace("\n", "\r\n")));
        keys.put("pkcs1", pkcs1);
        keys.put("base64 of pkcs1", utf8(Base64.getEncoder().encodeToString(pkcs1)));
        keys.put("jwk", utf8(jwk));
        keys.put("jwks", utf8(SigningKey.jwks(jwk)));
        keys.put("modulus", utf8(jwk.replaceAll(".*\"n\":\"([^\"]+)\".*", "$1")));
        keys.put("empty", new byte[0]);
        keys.put("nul", new byte[1]);
        keys.put("secret", utf8("secret"));
        keys.put("kid", utf8("rsa-1"));
        return keys;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void threat03AlgorithmOutsideTheIssuersListIsRefused() {
        for (String alg : List.of("RS384", "RS512", "PS256", "PS384", "PS512")) {
            gate.refused(SigningKey.rsa().with(alg).token(gate.claims()));
        }
    }

    @Test
    void threat03KeyPublishedForOneAlgorithmVerifiesNoOther() {
        gate.server.serve("/rs256", SigningKey.jwks(SigningKey.rsa().jwkWith("\"alg\":\"RS256\"")));
        useKeysAt("/rs256", Set.of("RS256", "RS512", "PS256"));

        gate.accepted(SigningKey.rsa().token(gate.claims()));
        gate.refused(SigningKey.rsa().with("PS256").token(gate.claims()));
        gate.refused(SigningKey.rsa().with("RS512").token(gate.claims()));
    }

    @Test
    void threat03KeyForEncryptionVerifiesNothing() {
        gate.server.serve(
                "/enc", SigningKey.jwks(SigningKey.rsa().jwkWith("\"use\":\"enc\""), ec.jwkWith("\"use\":\"sig\"")));
        useKeysAt("/enc", Set.of("RS256", "ES256"));

        gate.accepted(ec.token(gate.claims()));
        gate.refused(SigningKey.rsa().token(gate.claims()));
    }

    @Test
    void threat18ShortAndSymmetricKeysVerifyNothing() {
        SigningKey shortKey = SigningKey.generateRsa(1024, "short");
        gate.server.serve(
                "/weak",
                SigningKey.jwks(shortKey.jwk(), "{\"kty\":\"oct\",\"kid\":\"o\",\"k\":\"c2VjcmV0\"}", ec.jwk()));
        useKeysAt("/weak", Set.of("RS256", "ES256"));

        gate.accepted(ec.token(gate.claims()));
        gate.refused(shortKey.token(gate.claims()));
    }

    private void useKeysAt(String path, Set<String> algorithms) {
        var like = gate.corp();
        var issuer = new Issuer(
                "corp",
                Gate.ISS,
                gate.server.address(path),
                like.audience(),
                like.audienceClaim(),
                algorithms,
                List.of(),
                like.maxLifetime());
        gate.use(List.of(issuer), List.of(Gate.app("translator", "azp", "translator-prod")));
        gate.awaitKeys();
    }

    @Test
    void threat04KeyOfAnotherCurveIsRefused() {
        SigningKey p384 = SigningKey.p384("ec-1");

        gate.refused(p384.token(ec.header(), gate.claims()));
        gate.refused(p384.token(gate.claims()));
        gate.refused(ed.token(ec.header(), gate.claims()));
    }

    @Test
    void threat04ZeroSignatureIsRefused() {
        gate.refused(unsigned(ec.header()) + "." + SigningKey.base64(new byte[64]));
        gate.refused(unsigned(ed.header()) + "." + SigningKey.base64(new byte[64]));
        gate.refused(unsigned(SigningKey.rsa().header()) + "." + SigningKey.base64(new byte[256]));
    }

    @Test
    void signatureOfAnotherTokenIsRefused() {
        String mine = ec.token(gate.claims());
        String other = ec.token(gate.claims(",\"sub\":\"x\""));

        gate.refused(mine.substring(0, mine.lastIndexOf('.')) + other.substring(other.lastIndexOf('.')));
    }
}
