package dev.ostiary.policy.condition;

import dev.ostiary.policy.pattern.Glob;
import dev.ostiary.policy.pattern.Template;
import dev.ostiary.policy.pattern.VariableSource;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The positive comparison of one request value with one policy value. The policy value is read once, when the document is
 * compiled; a value that cannot be read never matches (so a negated operator then holds).
 */
interface ValueTest {
    /** A policy value that cannot be read as what the operator compares. */
    ValueTest NEVER = (value, variables) -> false;

    /** {@return whether the request value matches; false when a variable has no value} */
    boolean matches(String value, VariableSource variables);

    static ValueTest compile(Comparison comparison, String text, boolean variables) {
        return switch (comparison) {
            case STRING_EQUALS, STRING_NOT_EQUALS -> equal(Template.parse(text, variables), false);
            case STRING_EQUALS_IGNORE_CASE, STRING_NOT_EQUALS_IGNORE_CASE ->
                equal(Template.parse(text, variables), true);
            case STRING_LIKE, STRING_NOT_LIKE -> like(Template.parse(text, variables));
            case NUMERIC_EQUALS,
                    NUMERIC_NOT_EQUALS,
                    NUMERIC_LESS_THAN,
                    NUMERIC_LESS_THAN_EQUALS,
                    NUMERIC_GREATER_THAN,
                    NUMERIC_GREATER_THAN_EQUALS -> numeric(comparison, DecimalText.parse(text));
            case DATE_EQUALS,
                    DATE_NOT_EQUALS,
                    DATE_LESS_THAN,
                    DATE_LESS_THAN_EQUALS,
                    DATE_GREATER_THAN,
                    DATE_GREATER_THAN_EQUALS -> date(comparison, PointInTime.parse(text));
            case BOOL -> bool(text);
            case BINARY_EQUALS -> binary(decode(text));
            case IP_ADDRESS, NOT_IP_ADDRESS -> ip(IpRange.parse(text));
            case ARN_EQUALS, ARN_NOT_EQUALS, ARN_LIKE, ARN_NOT_LIKE -> ArnTest.compile(text, variables);
            case NULL -> NEVER;
        };
    }

    private static ValueTest equal(Template template, boolean ignoreCase) {
        return (value, variables) -> {
            String expected = template.text(variables);
            return expected != null && (ignoreCase ? CaseFolding.equal(expected, value) : expected.equals(value));
        };
    }

    private static ValueTest like(Template template) {
        return (value, variables) -> {
            Glob glob = template.glob(variables);
            return glob != null && glob.matches(value);
        };
    }

    private static ValueTest numeric(Comparison comparison, @Nullable BigDecimal limit) {
        return limit == null
                ? NEVER
                : (value, variables) -> {
                    BigDecimal number = DecimalText.parse(value);
                    return number != null && ordered(comparison, number.compareTo(limit));
                };
    }

    private static ValueTest date(Comparison comparison, @Nullable PointInTime limit) {
        return limit == null
                ? NEVER
                : (value, variables) -> {
                    PointInTime time = PointInTime.parse(value);
                    return time != null && ordered(comparison, time.compareTo(limit));
                };
    }

    private static ValueTest bool(String text) {
        Boolean expected = BoolText.parse(text);
        return expected == null ? NEVER : (value, variables) -> expected.equals(BoolText.parse(value));
    }

    private static ValueTest binary(byte @Nullable [] bytes) {
        return bytes == null
                ? NEVER
                : (value, variables) -> {
                    byte[] actual = decode(value);
                    return actual != null && Arrays.equals(bytes, actual);
                };
    }

    private static ValueTest ip(@Nullable IpRange range) {
        return range == null ? NEVER : (value, variables) -> range.containsAddress(value);
    }

    private static boolean ordered(Comparison comparison, int order) {
        return switch (comparison) {
            case NUMERIC_LESS_THAN, DATE_LESS_THAN -> order < 0;
            case NUMERIC_LESS_THAN_EQUALS, DATE_LESS_THAN_EQUALS -> order <= 0;
            case NUMERIC_GREATER_THAN, DATE_GREATER_THAN -> order > 0;
            case NUMERIC_GREATER_THAN_EQUALS, DATE_GREATER_THAN_EQUALS -> order >= 0;
            default -> order == 0;
        };
    }

    private static byte @Nullable [] decode(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return null; // expected: such a value matches nothing
        }
    }
}
