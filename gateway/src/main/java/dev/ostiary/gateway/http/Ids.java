package dev.ostiary.gateway.http;

import io.netty.util.concurrent.FastThreadLocal;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Names of requests and decisions. Clients' own ids are never taken over: they would let a caller choose what our log lines are found
 * by.
 *
 * <p>Unique, not secret: every thread has a generator of its own, seeded from {@link SecureRandom}, because asking that one for every
 * request costs more than the rest of the edge. Thread-safe.
 */
final class Ids {
    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

    private final FastThreadLocal<RandomGenerator> random = new FastThreadLocal<>() {
        @Override
        protected RandomGenerator initialValue() {
            return RandomGeneratorFactory.of("L128X256MixRandom").create(new SecureRandom().generateSeed(48));
        }
    };

    /** A random UUID. */
    String request() {
        var generator = random.get();
        long high = (generator.nextLong() & ~0xF000L) | 0x4000L;
        long low = (generator.nextLong() & ~(3L << 62)) | (2L << 62);
        return new UUID(high, low).toString();
    }

    /** 80 random bits in sixteen letters and digits that survive being read over the telephone. */
    static String decision() {
        var random = ThreadLocalRandom.current();
        var id = new char[16];
        fill(id, 0, random.nextLong());
        fill(id, 8, random.nextLong());
        return new String(id);
    }

    private static void fill(char[] id, int from, long bits) {
        for (int i = 0; i < 8; i++) {
            id[from + i] = ALPHABET[(int) (bits >>> (5 * i)) & 31];
        }
    }
}
