package dev.ostiary.gateway.token;

import dev.ostiary.gateway.jwk.StrictJson;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Texts from tokens, made fit for a message: short, ASCII only (a look-alike letter becomes visible as its code), nothing that could
 * break a line or a quotation.
 */
public final class Printable {
    private static final int MAX_LENGTH = 64;
    private static final int MAX_ITEMS = 5;

    private Printable() {}

    public static String shorten(String text) {
        var out = new StringBuilder();
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (point >= 0x20 && point <= 0x7e && point != '`') {
                out.append((char) point);
            } else {
                out.append("\\u{").append(Integer.toHexString(point)).append('}');
            }
            if (out.length() >= MAX_LENGTH && i < text.length()) {
                return out.append("...").toString();
            }
        }
        return out.toString();
    }

    public static String quote(String text) {
        return "`" + shorten(text) + "`";
    }

    public static String quoteAll(Collection<String> texts) {
        String listed = texts.stream().limit(MAX_ITEMS).map(Printable::quote).collect(Collectors.joining(", "));
        return texts.size() > MAX_ITEMS ? listed + ", ..." : listed;
    }

    /** A claim's value, or that it is not there. Says what is no text though it looks like one, since only texts match. */
    public static String claim(@Nullable Object value) {
        return switch (value) {
            case null -> "missing";
            case String text -> quote(text);
            case List<?> list ->
                list.stream()
                        .limit(MAX_ITEMS)
                        .map(Printable::claim)
                        .collect(Collectors.joining(", ", "[", list.size() > MAX_ITEMS ? ", ...]" : "]"));
            case Boolean flag -> "the boolean `" + flag + "`";
            case Number number -> "the number " + quote(number.toString());
            case StrictJson.Null ignored -> "null";
            default -> "an object";
        };
    }
}
