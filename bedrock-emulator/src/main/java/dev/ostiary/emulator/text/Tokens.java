package dev.ostiary.emulator.text;

import java.util.List;

/**
 * The token rule of the emulator: one token is one run of characters without white space. Not what any tokenizer does,
 * but everybody can count it by eye.
 */
public final class Tokens {
    private Tokens() {}

    public static int count(String text) {
        return words(text).size();
    }

    static List<String> words(String text) {
        String trimmed = text.strip();
        return trimmed.isEmpty() ? List.of() : List.of(trimmed.split("\\s+"));
    }
}
