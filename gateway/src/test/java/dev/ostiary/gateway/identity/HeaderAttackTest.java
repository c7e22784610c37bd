package dev.ostiary.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.keys.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threat model 5, 6, 12 and 15: nothing in a token's header makes the gateway fetch, read, inflate or compute anything. */
class HeaderAttackTest {
    private final SigningKey key = SigningKey.ed25519("ed-1");
    private final Gate gate = new Gate(key);

    @AfterEach
    void close() {
        gate.close();
    }

    private String withHeader(String members) {
        return key.token("{\"alg\":\"EdDSA\"" + members + "}", gate.claims());
    }

    @Test
    void threat05HostileKeyIdsAreRefused() {
        for (String kid : List.of(
                "\"../../etc/passwd\"",
                "\"/dev/null\"",
                "\"file:///etc/passwd\"",
                "\"' OR 1=1 --\"",
                "\"$(touch /tmp/x)\"",
                "\"`id`\"",
                "\"ed-1\\r\\nX: y\"",
                "\"${jndi:ldap://127.0.0.1/x}\"",
                "\"ed-1\\u0000\"",
                "\"http://127.0.0.1:1/k\"",
                "[\"ed-1\"]",
                "{\"k\":\"ed-1\"}",
                "1",
                "null",
                "true",
                "\"\"",
                "\"" + "k".repeat(257) + "\"",
                "\"ED-1\"",
                "\"ed-1 \"")) {
            int fetches = gate.server.requests("/certs");
            var refusal = gate.refused(withHeader(",\"kid\":" + kid));

            assertThat(refusal.advice()).as(kid).doesNotContain("passwd", "jndi", "\r", "\n", "\u0000");
            assertThat(gate.server.requests("/certs")).as(kid).isEqualTo(fetches);
        }
    }

    @Test
    void keyIdMayBeAbsentWhenOneKeySuits() {
        gate.accepted(withHeader(""));
    }

    @Test
    void threat06KeysAndExtensionsInTheHeaderAreRefusedWithoutAFetch() {
        String address = gate.server.address("/evil").toString();
        gate.server.serve("/evil", SigningKey.jwks(key.jwk()));
        for (String member : List.of(
                "\"jwk\":" + key.jwk(),
                "\"jku\":\"" + address + "\"",
                "\"x5u\":\"" + address + "\"",
                "\"x5c\":[\"MIIB\"]",
                "\"crit\":[\"exp\"],\"exp\":1",
                "\"crit\":[]",
                "\"b64\":false,\"crit\":[\"b64\"]",
                "\"b64\":true",
                "\"zip\":\"DEF\"",
                "\"jku\":null")) {
            gate.refused(withHeader(",\"kid\":\"ed-1\"," + member));
        }

        assertThat(gate.server.requests("/evil")).isZero();
        assertThat(gate.server.requests("/certs")).isEqualTo(1);
    }

    @Test
    void threat06TokenSignedWithItsOwnEmbeddedKeyIsRefused() {
        SigningKey mine = SigningKey.ed25519("ed-1");

        gate.refused(mine.token("{\"alg\":\"EdDSA\",\"jwk\":" + mine.jwk() + "}", gate.claims()));
        gate.refused(mine.token(gate.claims()));
    }

    @Test
    void threat12RepeatedHeaderNamesAreRefused() {
        for (String members : List.of(
                ",\"alg\":\"EdDSA\"",
                ",\"alg\":\"none\"",
                ",\"\\u0061lg\":\"EdDSA\"",
                ",\"kid\":\"a\",\"kid\":\"ed-1\"")) {
            gate.refused(withHeader(members));
        }
    }

    @Test
    void kindsOfTokenThatAreNoAccessTokensAreRefused() {
        for (String typ : List.of("logout+jwt", "dpop+jwt", "secevent+jwt", "application/logout+jwt", "DPOP+JWT")) {
            gate.refused(withHeader(",\"typ\":\"" + typ + "\""));
        }
        gate.refused(withHeader(",\"typ\":[\"JWT\"]"));
        for (String typ : List.of("JWT", "jwt", "at+jwt", "application/at+jwt", "JOSE")) {
            gate.accepted(withHeader(",\"typ\":\"" + typ + "\""));
        }
    }

    @Test
    void threat15EncryptedTokensAreRefusedFast() {
        String jwe = SigningKey.base64(
                "{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A128GCM\",\"p2c\":2147483647,\"p2s\":\"AA\",\"zip\":\"DEF\"}"
                        .getBytes(StandardCharsets.UTF_8));
        long start = System.nanoTime();

        gate.refused(jwe + ".AA.AA.AA.AA");
        gate.refused(jwe + ".AA.AA");
        gate.refused(jwe + "..AA.AA.AA");
        gate.refused(withHeader(",\"p2c\":2147483647"));
        gate.refused(withHeader(",\"enc\":\"A128GCM\""));

        assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
    }
}
