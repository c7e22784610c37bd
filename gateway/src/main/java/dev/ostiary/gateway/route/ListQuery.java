package dev.ostiary.gateway.route;

import dev.ostiary.gateway.route.RequestTarget.QueryParameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the query of a list may say: AWS's service models bedrock 2023-04-20 and bedrock-runtime 2023-09-30, and what listed models
 * carry beyond them: the inference type {@code INFERENCE_PROFILE}, a full stop in {@code Z.AI}. A filter that AWS does not know must
 * not give the whole list.
 */
public final class ListQuery {
    private static final int MAX_PAGE = 1000;
    private static final int MAX_PROVIDER = 63;

    private ListQuery() {}

    /** {@return what is wrong with the first parameter that is, or null} */
    public static @Nullable String fault(Route route) {
        for (QueryParameter parameter : route.query()) {
            String expected = expected(parameter.name(), parameter.value());
            if (expected != null) {
                return parameter.name() + " must be " + expected;
            }
        }
        return null;
    }

    private static @Nullable String expected(String name, String value) {
        return switch (name) {
            case "maxResults" -> isPageSize(value) ? null : "a number from 1 to " + MAX_PAGE;
            case "nextToken" -> value.isEmpty() ? "the one of the page before" : null;
            case "type" -> oneOf(value, "SYSTEM_DEFINED", "APPLICATION");
            case "byProvider" ->
                isProvider(value) ? null : "1 to " + MAX_PROVIDER + " letters, digits, spaces, `-` or `.`";
            case "byOutputModality" -> oneOf(value, "TEXT", "IMAGE", "EMBEDDING", "VIDEO", "SPEECH");
            case "byInferenceType" -> oneOf(value, "ON_DEMAND", "PROVISIONED", "INFERENCE_PROFILE");
            case "byCustomizationType" -> oneOf(value, "FINE_TUNING", "CONTINUED_PRE_TRAINING", "DISTILLATION");
            default -> null; // the other filters of ListAsyncInvokes: Bedrock itself answers them
        };
    }

    private static @Nullable String oneOf(String value, String... values) {
        return List.of(values).contains(value) ? null : String.join(" or ", values);
    }

    private static boolean isPageSize(String value) {
        boolean number =
                !value.isEmpty() && value.length() <= 6 && value.chars().allMatch(c -> c >= '0' && c <= '9');
        int size = number ? Integer.parseInt(value) : 0;
        return size >= 1 && size <= MAX_PAGE;
    }

    private static boolean isProvider(String value) {
        return !value.isEmpty()
                && value.length() <= MAX_PROVIDER
                && value.chars()
                        .allMatch(c -> c == ' ' || c == '-' || c == '.' || c < 0x80 && Character.isLetterOrDigit(c));
    }
}
