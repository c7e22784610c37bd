package dev.ostiary.policy.condition;

/**
 * Simple case folding of Unicode, one character to one character, without any language's own rules. Not
 * {@code equalsIgnoreCase}: that joins {@code i} with the Turkish {@code İ} and {@code ı}, which are other letters.
 */
final class CaseFolding {
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

    private static int fold(int character) {
        boolean ofItsOwn = character == DOTTED_CAPITAL_I || character == DOTLESS_SMALL_I;
        return ofItsOwn ? character : Character.toLowerCase(Character.toUpperCase(character));
    }
}
