package dev.ostiary.policy.pattern;

/** ASCII case folding: IAM's names ignore case, and Unicode's or Turkish rules must not join different names. */
public final class AsciiCase {
    private AsciiCase() {}

    /** {@return the text with A to Z in lower case; the same instance when there is nothing to change} */
    public static String lower(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (lower(text.charAt(i)) != text.charAt(i)) {
                return lowerFrom(text, i);
            }
        }
        return text;
    }

    /** {@return the character with A to Z in lower case} */
    public static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }

    private static String lowerFrom(String text, int first) {
        char[] chars = text.toCharArray();
        for (int i = first; i < chars.length; i++) {
            chars[i] = lower(chars[i]);
        }
        return new String(chars);
    }
}
