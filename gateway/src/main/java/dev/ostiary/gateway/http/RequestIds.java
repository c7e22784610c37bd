package dev.ostiary.gateway.http;

import io.netty.util.concurrent.FastThreadLocal;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Makes request ids in the form of a random UUID. Clients' own ids are never taken over: they would let a caller choose what our
 * log lines are found by.
 *
 * <p>Unique, not secret: every thread has a generator of its own, seeded from {@link SecureRandom}, because asking that one for every
 * request costs more than the rest of the edge. Thread-safe.
 */
final class RequestIds {
    private final FastThreadLocal<RandomGenerator> random = new FastThreadLocal<>() {
        @Override
        protected RandomGenerator initialValue() {
            return RandomGeneratorFactory.of("L128X256MixRandom").create(new SecureRandom().generateSeed(48));
        }
    };

    String next() {
        var generator = random.get();
        long high = (generator.nextLong() & ~0xF000L) | 0x4000L;
        long low = (generator.nextLong() & ~(3L << 62)) | (2L << 62);
        return new UUID(high, low).toString();
    }
}
