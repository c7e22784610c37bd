package dev.ostiary.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.http.Refusal;
import dev.ostiary.gateway.keys.SigningKey;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Threat model 86 as far as tokens go: a stranger learns neither from the answer nor from its time which issuers and keys exist. */
class StrangerTimingTest {
    private static final int ROUNDS = 150;

    private final SigningKey key = SigningKey.ec("k-1");
    private final SigningKey ed = SigningKey.ed25519("k-1");
    private final Gate gate = new Gate(key, SigningKey.rsa(), ed);
    private SigningKey stranger = SigningKey.ec("k-1");

    @AfterEach
    void close() {
        gate.close();
    }

    private String badSignature() {
        return stranger.token(gate.claims());
    }

    private String unknownIssuer() {
        return stranger.token(gate.claims().replace("corp", "nope"));
    }

    private String unknownKey() {
        return stranger.token(stranger.header().replace("-1", "-9"), gate.claims());
    }

    @Test
    void threat86AnswersToStrangersDifferInNothingButTheIssuerThatWasSent() {
        Refusal bad = gate.refused(badSignature());
        Refusal unknown = gate.refused(unknownIssuer());
        Refusal otherKey = gate.refused(unknownKey());

        assertThat(otherKey).isEqualTo(bad);
        assertThat(unknown.advice().replace("nope", "corp")).isEqualTo(bad.advice());
        assertThat(unknown.kind()).isEqualTo(bad.kind());
        assertThat(unknown.headers()).isEqualTo(bad.headers());
        assertThat(List.of(gate.rejected(badSignature()), gate.rejected(unknownIssuer())))
                .allSatisfy(rejected -> assertThat(rejected.issuer()).isNull());
    }

    private static Stream<SigningKey> strangers() {
        return Stream.of(SigningKey.ec("k-1"), SigningKey.generateRsa(2048, "rsa-1"), SigningKey.ed25519("k-1"));
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void threat86MedianTimesOfAnswersToStrangersAreAlike(SigningKey unregistered) {
        stranger = unregistered;
        var verifier = new TokenVerifier(gate.clock);
        var realms = new Registers(gate.keyring, null).get(gate.snapshot).realms();
        String[][] kinds = {new String[ROUNDS], new String[ROUNDS], new String[ROUNDS]};
        for (int i = 0; i < ROUNDS; i++) {
            kinds[0][i] = badSignature();
            kinds[1][i] = unknownIssuer();
            kinds[2][i] = unknownKey();
        }

        long[][] nanos = new long[3][ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            for (int kind = 0; kind < 3; kind++) {
                long start = System.nanoTime();
                verifier.verify(kinds[kind][i], realms, false);
                nanos[kind][i] = System.nanoTime() - start;
            }
        }

        long[] medians = Arrays.stream(nanos)
                .mapToLong(times -> Arrays.stream(times)
                        .sorted()
                        .skip(ROUNDS / 2)
                        .findFirst()
                        .orElse(0))
                .toArray();
        // without the decoy the first would take many times as long as the others
        for (long median : medians) {
            assertThat((double) median / medians[0])
                    .as(Arrays.toString(medians))
                    .isBetween(0.5, 2.0);
        }
    }
}
