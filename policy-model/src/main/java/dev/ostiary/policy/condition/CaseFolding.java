package dev.ostiary.policy.condition;

import java.util.stream.IntStream;

/**
 * Simple case folding of Unicode, one character to one character, without any language's own rules. Not
 * {@code equalsIgnoreCase}: that joins {@code i} with the Turkish {@code İ} and {@code ı}, which are other letters.
 */
public final class CaseFolding {
    private static final int DOTTED_CAPITAL_I = 0x130;
    private static final int DOTLESS_SMALL_I = 0x131;

    private CaseFolding() {}

    static boolean equal(String left, String right) {
        if (left.length() != right.length()) {
            return false; // every pair of cases has one plane, so equal texts are equally long
        }
        int at = 0;
        while (at < left.length()) {
            int a = left.codePointAt(at);
            if (fold(a) != fold(right.codePointAt(at))) {
                return false;
            }
            at += Character.charCount(a);
        }
        return true;
    }

    /** {@return whether both are one character but for their case} */
    public static boolean isSame(char left, char right) {
        return fold(left) == fold(right);
    }

    /** {@return every spelling of the character, the lower and upper case first} */
    public static String spellings(char character) {
        int folded = fold(character);
        StringBuilder spellings = new StringBuilder();
        IntStream.concat(
                        IntStream.of(Character.toLowerCase(character), Character.toUpperCase(character)),
                        IntStream.rangeClosed(Character.MIN_VALUE, Character.MAX_VALUE))
                .filter(each -> fold(each) == folded)
                .distinct()
                .forEach(each -> spellings.append((char) each));
        return spellings.toString();
    }

    private static int fold(int character) {
        boolean ofItsOwn = character == DOTTED_CAPITAL_I || character == DOTLESS_SMALL_I;
        return ofItsOwn ? character : Character.toLowerCase(Character.toUpperCase(character));
    }
}
