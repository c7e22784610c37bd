package dev.ostiary.gateway.refusal;

/** Writes text into a JSON string so that it is safe in a terminal and a log line, too. */
final class JsonText {
    private JsonText() {}

    /**
     * Appends the text escaped. Beyond what JSON asks for, C1 controls, line separators and direction marks are escaped (they can
     * rewrite a terminal), and half a surrogate pair becomes U+FFFD (it has no UTF-8 form).
     */
    static void escape(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c >= ' ' && c < 0x7F) {
                out.append(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(c).append(text.charAt(++i));
            } else if (Character.isSurrogate(c)) {
                out.append('\uFFFD');
            } else if (isControl(c)) {
                out.append("\\u")
                        .append(hex(c >> 12))
                        .append(hex(c >> 8))
                        .append(hex(c >> 4))
                        .append(hex(c));
            } else {
                out.append(c);
            }
        }
    }

    private static boolean isControl(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static char hex(int value) {
        return Character.forDigit(value & 0xF, 16);
    }
}
