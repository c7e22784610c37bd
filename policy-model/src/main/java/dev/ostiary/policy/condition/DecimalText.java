package dev.ostiary.policy.condition;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Reads IAM's numbers: {@code [+-]?digits[.digits]}. Exponents are not known to be numbers for IAM, so they are not
 * numbers here either.
 */
public final class DecimalText {
    private static final int LONGEST = 400;

    private DecimalText() {}

    /** {@return the number, null when the text is not one} */
    public static @Nullable BigDecimal parse(String text) {
        int start = !text.isEmpty() && (text.charAt(0) == '+' || text.charAt(0) == '-') ? 1 : 0;
        int point = text.indexOf('.');
        boolean number = text.length() <= LONGEST
                && (point < 0
                        ? areDigits(text, start, text.length())
                        : areDigits(text, start, point) && areDigits(text, point + 1, text.length()));
        return number ? new BigDecimal(text) : null;
    }

    static boolean areDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return from < to;
    }
}
