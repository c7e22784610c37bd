package dev.ostiary.gateway.token;

import dev.ostiary.gateway.store.TokenCondition;
import dev.ostiary.policy.condition.ConditionTrace;
import dev.ostiary.policy.context.RequestContext;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a token as the condition keys that one condition asks for: texts as they are, numbers and booleans as JSON
 * writes them, an array of those as a multivalued key. An object, null and an empty array are absent.
 */
public final class TokenContext {
    private TokenContext() {}

    /** Whether the condition holds for a token with these claims; what cannot be decided does not hold. */
    public static boolean holds(TokenCondition condition, Map<String, Object> claims) {
        if (condition.isNone()) {
            return true;
        }
        RequestContext context = of(condition, claims);
        try {
            return context != null && condition.compiled().holds(context);
        } catch (RuntimeException e) {
            return false; // fail closed: whoever cannot be shown to be the app is not the app
        }
    }

    /** The tests that fail, in the order written; empty when the condition cannot be asked at all. */
    public static List<ConditionTrace> failing(TokenCondition condition, Map<String, Object> claims) {
        RequestContext context = of(condition, claims);
        return context == null
                ? List.of()
                : condition.compiled().trace(context).stream()
                        .filter(test -> !test.holds())
                        .toList();
    }

    /** Null when an asked claim is an array that holds more than plain values: parts of it must not pass for the whole. */
    private static @Nullable RequestContext of(TokenCondition condition, Map<String, Object> claims) {
        var context = RequestContext.builder();
        for (var asked : condition.claims().entrySet()) {
            Object value = asked.getValue().find(claims);
            if (value instanceof List<?> items) {
                List<String> texts = texts(items);
                if (texts == null) {
                    return null;
                }
                if (!texts.isEmpty()) {
                    context.withAll(asked.getKey(), texts);
                }
            } else {
                context.withKnown(asked.getKey(), text(value));
            }
        }
        return context.build();
    }

    private static @Nullable List<String> texts(List<?> items) {
        var texts = new ArrayList<String>();
        for (Object item : items) {
            String text = text(item);
            if (text == null) {
                return null;
            }
            texts.add(text);
        }
        return texts;
    }

    /** Null for everything that is no plain value. */
    private static @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case String text -> text;
            case Long number -> number.toString();
            case BigDecimal number -> number.toString();
            case Boolean flag -> flag.toString();
            case null, default -> null;
        };
    }
}
