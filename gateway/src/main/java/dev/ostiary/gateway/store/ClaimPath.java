package dev.ostiary.gateway.store;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where in a token's claims a value stands: one top-level claim name, or a JSON Pointer (RFC 6901) when the text begins with
 * {@code /}. {@code /https:~1~1sts.amazonaws.com~1/aws_account} reaches into a claim whose name is a URL.
 *
 * @param text as written in the access file
 * @param steps unescaped member names, outermost first
 */
public record ClaimPath(String text, List<String> steps) {

    public ClaimPath {
        steps = List.copyOf(steps);
    }

    /**
     * @throws IllegalArgumentException when the text is empty or holds a `~` that is neither {@code ~0} nor {@code ~1}
     */
    public static ClaimPath parse(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a claim path is a claim name or a JSON Pointer, not an empty text");
        }
        if (text.charAt(0) != '/') {
            return new ClaimPath(text, List.of(text));
        }
        var steps = List.of(text.substring(1).split("/", -1)).stream()
                .map(step -> unescape(step, text))
                .toList();
        return new ClaimPath(text, steps);
    }

    private static String unescape(String step, String text) {
        for (int i = step.indexOf('~'); i >= 0; i = step.indexOf('~', i + 1)) {
            if (i + 1 >= step.length() || (step.charAt(i + 1) != '0' && step.charAt(i + 1) != '1')) {
                throw new IllegalArgumentException("`~` in the claim path `" + text + "` must be written ~0, `/` ~1");
            }
        }
        return step.replace("~1", "/").replace("~0", "~");
    }

    /** The value at this path, or null when a step is missing or passes through something that is not an object. */
    public @Nullable Object find(Map<String, ?> claims) {
        Object here = claims;
        for (String step : steps) {
            if (!(here instanceof Map<?, ?> object)) {
                return null;
            }
            here = object.get(step);
        }
        return here;
    }

    @Override
    public String toString() {
        return text;
    }
}
