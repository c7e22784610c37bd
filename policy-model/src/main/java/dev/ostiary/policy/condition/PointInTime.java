package dev.ostiary.policy.condition;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date of a condition: the W3C profile of ISO 8601, or digits only for seconds since 1970 (so {@code 2026} is in 1970).
 * Without a zone it is UTC.
 *
 * @param second seconds since 1970-01-01T00:00Z; any long, wider than what {@code Instant} holds
 * @param nano nanoseconds within the second
 */
public record PointInTime(long second, int nano) implements Comparable<PointInTime> {
    // a fixed pattern, anchored and without nested repetition: its time is linear in the text
    private static final Pattern ISO =
            Pattern.compile("(\\d{4})(?:-(\\d\\d)(?:-(\\d\\d)(?:[Tt](\\d\\d):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d{1,9}))?)?"
                    + "(?:([Zz])|([+-])(\\d\\d)(?::?(\\d\\d))?)?)?)?)?");

    /** {@return the point in time, null when the text is not a date} */
    public static @Nullable PointInTime parse(String text) {
        if (DecimalText.areDigits(text, 0, text.length())) {
            return epoch(text);
        }
        Matcher iso = ISO.matcher(text);
        return iso.matches() ? calendar(iso) : null;
    }

    private static @Nullable PointInTime epoch(String digits) {
        try {
            return new PointInTime(Long.parseLong(digits), 0);
        } catch (NumberFormatException beyondLong) {
            return null; // expected: such a value matches nothing
        }
    }

    private static @Nullable PointInTime calendar(Matcher iso) {
        try {
            LocalDateTime local = LocalDateTime.of(
                    number(iso, 1, 0),
                    number(iso, 2, 1),
                    number(iso, 3, 1),
                    number(iso, 4, 0),
                    number(iso, 5, 0),
                    number(iso, 6, 0));
            int offset = number(iso, 10, 0) * 3600 + number(iso, 11, 0) * 60;
            if (number(iso, 10, 0) > 23 || number(iso, 11, 0) > 59) {
                return null;
            }
            long second = local.toEpochSecond(ZoneOffset.UTC) - ("-".equals(iso.group(9)) ? -offset : offset);
            String fraction = iso.group(7);
            int nano = fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
            return new PointInTime(second, nano);
        } catch (DateTimeException noSuchDay) {
            return null; // expected: 30 February matches nothing
        }
    }

    private static int number(Matcher iso, int group, int absent) {
        String digits = iso.group(group);
        return digits == null ? absent : Integer.parseInt(digits);
    }

    @Override
    public int compareTo(PointInTime other) {
        int order = Long.compare(second, other.second);
        return order != 0 ? order : Integer.compare(nano, other.nano);
    }
}
