package dev.ostiary.gateway.route;

/**
 * The gateway's own encoding of what it decided on: everything but RFC 3986's unreserved characters, upper-case hexadecimal. AWS SDKs
 * encode path segments and query values the same way.
 */
public final class PercentEncoding {
    private static final String HEXADECIMAL = "0123456789ABCDEF";

    private PercentEncoding() {}

    /** Appends one path segment or query part; the text is ASCII, as {@link TargetParser} and the id grammar guarantee. */
    public static void append(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isUnreserved(c)) {
                out.append(c);
            } else if (c < 0x80) {
                out.append('%').append(HEXADECIMAL.charAt(c >> 4)).append(HEXADECIMAL.charAt(c & 15));
            } else {
                throw new IllegalArgumentException("only ASCII can be encoded, not U+" + Integer.toHexString(c));
            }
        }
    }

    public static String encode(String text) {
        var out = new StringBuilder(text.length() + 16);
        append(out, text);
        return out.toString();
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || (c >= 'A' && c <= 'Z')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }
}
