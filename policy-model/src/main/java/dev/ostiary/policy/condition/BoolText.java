package dev.ostiary.policy.condition;

import dev.ostiary.policy.pattern.AsciiCase;
import org.jspecify.annotations.Nullable;

/** Reads {@code true} and {@code false} in any ASCII case. */
public final class BoolText {
    private BoolText() {}

    /** {@return the truth value, null for any other text} */
    public static @Nullable Boolean parse(String text) {
        return switch (AsciiCase.lower(text)) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> null;
        };
    }
}
