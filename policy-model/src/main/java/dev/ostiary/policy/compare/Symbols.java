package dev.ostiary.policy.compare;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Gives each variable one opaque character from the private use area, which no accepted document holds. Mutable; used by
 * one comparison.
 */
final class Symbols {
    private static final char FIRST = '\ue000';

    private final Map<String, Character> byKey = new LinkedHashMap<>();

    char of(String lowerCaseKey) {
        return byKey.computeIfAbsent(lowerCaseKey, key -> (char) (FIRST + byKey.size()));
    }

    Map<String, Character> all() {
        return byKey;
    }
}
