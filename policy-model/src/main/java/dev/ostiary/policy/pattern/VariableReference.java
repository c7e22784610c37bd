package dev.ostiary.policy.pattern;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One closed <code>${…}</code> in a text.
 *
 * @param start index of the dollar sign
 * @param end index after the closing brace
 * @param key the key as written; the whole inside when it is not of the form <code>key, 'default'</code>
 * @param defaultValue the default without its quotes, null when there is none
 */
public record VariableReference(
        int start, int end, String key, @Nullable String defaultValue) {
    private static final String DEFAULT_OPEN = ", '";
    private static final String DEFAULT_CLOSE = "'}";

    /** {@return every closed reference in the order written} */
    public static List<VariableReference> findAll(String text) {
        List<VariableReference> found = new ArrayList<>();
        int open = text.indexOf("${");
        while (open >= 0) {
            VariableReference reference = read(text, open);
            if (reference == null) {
                break;
            }
            found.add(reference);
            open = text.indexOf("${", reference.end());
        }
        return found;
    }

    /** {@return the index of a <code>${</code> that is never closed, or -1} */
    public static int findUnclosed(String text) {
        List<VariableReference> closed = findAll(text);
        return text.indexOf("${", closed.isEmpty() ? 0 : closed.getLast().end());
    }

    private static @Nullable VariableReference read(String text, int open) {
        int brace = text.indexOf('}', open);
        if (brace < 0) {
            return null;
        }
        int comma = text.indexOf(DEFAULT_OPEN, open);
        if (comma >= 0 && comma < brace) {
            int from = comma + DEFAULT_OPEN.length();
            int close = text.indexOf(DEFAULT_CLOSE, from);
            if (close >= 0) {
                String key = text.substring(open + 2, comma);
                return new VariableReference(open, close + 2, key, text.substring(from, close));
            }
        }
        return new VariableReference(open, brace + 1, text.substring(open + 2, brace), null);
    }
}
