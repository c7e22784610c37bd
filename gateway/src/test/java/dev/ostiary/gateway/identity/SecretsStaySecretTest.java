package dev.ostiary.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.keys.MutableClock;
import dev.ostiary.gateway.keys.SigningKey;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.token.BearerHeader;
import dev.ostiary.gateway.token.CompactToken;
import dev.ostiary.gateway.token.TokenDigest;
import dev.ostiary.gateway.token.TokenVerifier;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds a token, a key or a whole identity shows none of it, so that no log line can. */
class SecretsStaySecretTest {
    private static final String SUBJECT = "ada-lovelace";

    private final SigningKey key = SigningKey.ed25519("ed-1");
    private final Gate gate = new Gate(key);
    private final String token = key.token(gate.claims(",\"sub\":\"" + SUBJECT + "\""));

    @AfterEach
    void close() {
        gate.close();
    }

    @Test
    void typesThatHoldTokensOrIdentitiesRedactThemselves() {
        var headers = MultiMap.caseInsensitiveMultiMap().add("Authorization", "Bearer " + token);
        var realms = new Registers(gate.keyring, null).get(gate.snapshot).realms();
        var verifier = new TokenVerifier(gate.clock);

        assertThat(List.of(
                        BearerHeader.read(headers),
                        CompactToken.read(token),
                        verifier.verify(token, realms, false),
                        verifier.verify(
                                key.token(gate.claims(",\"sub\":\"" + SUBJECT + "\",\"nbf\":null")), realms, false),
                        TokenDigest.of(token),
                        gate.accepted(token)))
                .extracting(Object::toString)
                .allSatisfy(text -> assertThat(text)
                        .doesNotContain(token.substring(0, 20), SUBJECT, token.substring(token.length() - 20)));
    }

    @Test
    void refusalsNeverHoldTheToken() {
        for (String bad : List.of(token + "=", token + ".x", token.substring(0, token.length() - 8) + "AAAAAAAA")) {
            Refusal refusal = gate.refused(bad);

            assertThat(refusal.toString()).doesNotContain(bad.substring(0, 20), SUBJECT);
        }
    }

    @Test
    void developmentKeyStaysInItsFile(@TempDir Path directory) throws IOException {
        var development = DevelopmentIssuer.open(directory, new MutableClock(Gate.START));
        String d = Files.readString(directory.resolve("development-issuer.jwk"))
                .replaceAll(".*\"d\":\"([^\"]+)\".*", "$1");

        assertThat(d).hasSizeGreaterThan(40);
        assertThat(development.toString()).doesNotContain(d);
        assertThat(development.realm().toString()).doesNotContain(d);
    }
}
