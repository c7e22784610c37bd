package dev.ostiary.gateway.refusal;

/** Cuts text of a caller's choice before it is told to anybody. */
public final class ShortText {
    private ShortText() {}

    /** The text, or its first {@code max} characters and the mark; one less where a surrogate pair would be split. */
    public static String cut(String text, int max, String mark) {
        if (text.length() <= max) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max) + mark;
    }
}
