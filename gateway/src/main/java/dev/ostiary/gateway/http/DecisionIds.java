package dev.ostiary.gateway.http;

import java.util.concurrent.ThreadLocalRandom;

/** Names for decisions: 80 random bits in sixteen letters and digits that survive being read over the telephone. */
final class DecisionIds {
    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

    private DecisionIds() {}

    static String next() {
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
