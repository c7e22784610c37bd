package dev.ostiary.gateway.token;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one rule by which a claim of a token matches an expected text: exactly, or as one item of an array. No wildcards. */
public final class ClaimMatch {
    private ClaimMatch() {}

    public static boolean matches(@Nullable Object value, String expected) {
        if (value instanceof List<?> items) {
            return items.stream().anyMatch(item -> expected.equals(text(item)));
        }
        return expected.equals(text(value));
    }

    /** A text as it is, a number or boolean as its JSON text; null for everything that cannot be compared. */
    public static @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case String text -> text;
            case Long number -> number.toString();
            case BigDecimal number -> number.toString();
            case Boolean flag -> flag.toString();
            case null, default -> null;
        };
    }
}
