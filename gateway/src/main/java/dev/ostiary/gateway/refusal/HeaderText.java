package dev.ostiary.gateway.refusal;

/** Text that may stand in a header value. */
final class HeaderText {
    private HeaderText() {}

    /** The text with {@code ?} for everything but visible ASCII and space, so that no value can begin a new header or answer. */
    static String clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!fits(text.charAt(i))) {
                var cleaned = new StringBuilder(text);
                for (int j = i; j < text.length(); j++) {
                    if (!fits(text.charAt(j))) {
                        cleaned.setCharAt(j, '?');
                    }
                }
                return cleaned.toString();
            }
        }
        return text;
    }

    private static boolean fits(char c) {
        return c >= ' ' && c < 0x7F;
    }
}
