package dev.ostiary.gateway.yaml;

/** Text that others wrote, made fit for a terminal or a log: control and format characters become visible codes. */
public final class PlainText {
    private PlainText() {}

    /** One line, whatever the text held. */
    public static String oneLine(CharSequence text) {
        var clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == 0x2028 || c == 0x2029) {
                clean.append(String.format("\\u%04x", c));
            } else {
                clean.appendCodePoint(c);
            }
        });
        return clean.toString();
    }
}
