package dev.ostiary.policy.cells;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Gives each variable one opaque character from the private use area, which no accepted document holds. Mutable; used by
 * one comparison.
 */
public final class Symbols {
    private static final char FIRST = '\ue000';
    private static final char LAST = '\uf8ff';
    private static final int MOST_SINGLED = 8;

    private final Map<String, Set<String>> singled = new LinkedHashMap<>();
    private final Map<String, Character> byKey = new LinkedHashMap<>();

    char of(String lowerCaseKey) {
        return byKey.computeIfAbsent(lowerCaseKey, key -> (char) (FIRST + byKey.size()));
    }

    static boolean isOpaque(char c) {
        return c >= FIRST && c <= LAST;
    }

    /** Notes that a condition singles out this value of the key, so that it is worth a look of its own. */
    public void single(String lowerCaseKey, String value) {
        Set<String> values = singled.computeIfAbsent(lowerCaseKey, key -> new TreeSet<>());
        if (values.size() < MOST_SINGLED) {
            values.add(value);
        }
    }

    /** {@return the values of the key that conditions single out} */
    Set<String> singled(String lowerCaseKey) {
        return singled.getOrDefault(lowerCaseKey, Set.of());
    }

    public Map<String, Character> all() {
        return byKey;
    }
}
