package dev.ostiary.gateway.token;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one rule by which a claim of a token matches an expected text: a text that is exactly this one, or an array that holds it. No
 * wildcards, and nothing else is taken for text: the number 5 is not {@code "5"}.
 */
public final class ClaimMatch {
    private ClaimMatch() {}

    public static boolean matches(@Nullable Object value, String expected) {
        return value instanceof List<?> items ? items.contains(expected) : expected.equals(value);
    }
}
