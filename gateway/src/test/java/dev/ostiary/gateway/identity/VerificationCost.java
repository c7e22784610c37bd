package dev.ostiary.gateway.identity;

import com.sun.management.ThreadMXBean;
import dev.ostiary.gateway.keys.SigningKey;
import dev.ostiary.gateway.token.TokenDigest;
import dev.ostiary.gateway.token.TokenVerifier;
import io.vertx.core.MultiMap;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/**
 * Measures what a request pays for its identity. Not a test: run its main with the test class path; it prints one line per case,
 * best of five runs after warm-up, with the bytes allocated by the calling thread.
 */
final class VerificationCost {
    private static final int ROUNDS = 5;

    private VerificationCost() {}

    public static void main(String[] args) {
        SigningKey rsa = SigningKey.rsa();
        SigningKey ec = SigningKey.ec("ec-1");
        SigningKey ed = SigningKey.ed25519("ed-1");
        try (var gate = new Gate(rsa, ec, ed)) {
            String token = rsa.token(gate.claims(",\"sub\":\"0b8f6a4e\",\"scope\":[\"a\",\"b\"]"));
            var headers = MultiMap.caseInsensitiveMultiMap().add("Authorization", "Bearer " + token);
            gate.accepted(token);
            measure(
                    "cache hit, header to app (" + token.length() + " characters)",
                    200_000,
                    () -> gate.authenticator
                            .authenticate(headers, gate.snapshot)
                            .result());
            measure("of it the SHA-256", 200_000, () -> TokenDigest.of(token));
            var verifier = new TokenVerifier(gate.clock);
            var realms = new Registers(gate.keyring, null).get(gate.snapshot).realms();
            for (SigningKey key : List.of(rsa, ec, ed)) {
                String fresh = key.token(gate.claims());
                measure(key.algorithm() + " verified afresh", 2_000, () -> verifier.verify(fresh, realms, false));
            }
        }
    }

    private static void measure(String what, int calls, Runnable call) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double best = Double.MAX_VALUE;
        double bytes = 0;
        for (int round = 0; round < ROUNDS + 3; round++) {
            long allocated = threads.getCurrentThreadAllocatedBytes();
            long start = System.nanoTime();
            for (int i = 0; i < calls; i++) {
                call.run();
            }
            long nanos = System.nanoTime() - start;
            bytes = (double) (threads.getCurrentThreadAllocatedBytes() - allocated) / calls;
            best = Math.min(best, nanos / 1e3 / calls);
        }
        System.out.printf(Locale.ROOT, "%-50s %8.2f us %8.0f bytes%n", what, best, bytes);
    }
}
