package dev.ostiary.gateway.http;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Makes request ids in the form of a random UUID. Clients' own ids are never taken over: they would let a caller choose what our
 * log lines are found by.
 *
 * <p>Unique, not secret: seeded once from {@link SecureRandom}, because asking it for every request costs more than the rest of the
 * edge. For one thread only; every event loop has its own.
 */
final class RequestIds {
    private final RandomGenerator random;

    RequestIds() {
        this(new SecureRandom().generateSeed(48));
    }

    RequestIds(byte[] seed) {
        random = RandomGeneratorFactory.of("L128X256MixRandom").create(seed);
    }

    String next() {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & ~(3L << 62)) | (2L << 62);
        return new UUID(high, low).toString();
    }
}
