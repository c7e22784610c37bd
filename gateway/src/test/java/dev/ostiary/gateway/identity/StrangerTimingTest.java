package dev.ostiary.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.keys.SigningKey;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.token.TokenVerifier;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Threat model 86 as far as tokens go: a stranger learns neither from the answer nor from its time which issuers and keys exist. */
class StrangerTimingTest {
    private static final int TOKENS = 40;
    private static final int WARM_UP = 80;
    private static final int SAMPLES = 480;

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
        var kinds = List.of(tokens(this::badSignature), tokens(this::unknownIssuer), tokens(this::unknownKey));

        double[][] ratios = new double[kinds.size()][SAMPLES];
        for (int i = -WARM_UP; i < SAMPLES; i++) {
            long[] nanos = new long[kinds.size()];
            for (int turn = 0; turn < kinds.size(); turn++) {
                // each kind is as often the first of a sample as the others
                int kind = Math.floorMod(i + turn, kinds.size());
                String token = kinds.get(kind).get(Math.floorMod(i, TOKENS));
                long start = System.nanoTime();
                verifier.verify(token, realms, false);
                nanos[kind] = System.nanoTime() - start;
            }
            for (int kind = 0; kind < kinds.size() && i >= 0; kind++) {
                ratios[kind][i] = (double) nanos[kind] / nanos[0];
            }
        }

        // without the decoy the first takes many times as long as the others, with the generator as its key twice as
        // long
        for (double[] ratio : ratios) {
            assertThat(median(ratio)).isBetween(0.65, 1.5);
        }
    }

    private static List<String> tokens(Supplier<String> maker) {
        return Stream.generate(maker).limit(TOKENS).toList();
    }

    /** Of ratios within one sample: what slows the machine down for a while slows all three kinds. */
    private static double median(double[] ratios) {
        return Arrays.stream(ratios)
                .sorted()
                .skip(ratios.length / 2)
                .findFirst()
                .orElseThrow();
    }
}
