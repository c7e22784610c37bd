package dev.ostiary.policy.document;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What IAM accepts as a date when a document is stored: wider than what it can compare. A text with {@code -} or
 * {@code t} is read as ISO 8601, anything else as an integer from 0 to 2^63-1.
 */
final class DateRule {
    private static final Pattern ISO = Pattern.compile(
            "(-?\\d{1,9})(?:-(\\d{1,2})(?:-(\\d{1,2}))?)?(?:[Tt](?:(\\d{1,2})(?::(\\d{1,2})(?::(\\d{1,2})(?:\\.\\d{1,9})?)?"
                    + "(?:[Zz]|[+-](\\d\\d)(?::(\\d\\d))?)?)?)?)?");
    private static final long FIRST_YEAR = -292_275_054L;
    private static final long LAST_YEAR = 292_278_993L;
    private static final int LONGEST = 64;

    private DateRule() {}

    static boolean isAccepted(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        boolean iso = text.indexOf('-') >= 0 || text.indexOf('t') >= 0 || text.indexOf('T') >= 0;
        return iso ? isIso(text) : isEpoch(text);
    }

    private static boolean isEpoch(String text) {
        try {
            return Long.parseLong(text) >= 0;
        } catch (NumberFormatException notANumber) {
            return false; // expected: this is the question
        }
    }

    private static boolean isIso(String text) {
        Matcher iso = ISO.matcher(text);
        return iso.matches()
                && Long.parseLong(iso.group(1)) >= FIRST_YEAR
                && Long.parseLong(iso.group(1)) <= LAST_YEAR
                && isWithin(iso.group(2), 1, 12)
                && isWithin(iso.group(3), 1, 31)
                && isWithin(iso.group(4), 0, 23)
                && isWithin(iso.group(5), 0, 59)
                && isWithin(iso.group(6), 0, 59)
                && isWithin(iso.group(7), 0, 23)
                && isWithin(iso.group(8), 0, 59);
    }

    private static boolean isWithin(@Nullable String digits, int low, int high) {
        return digits == null || (Integer.parseInt(digits) >= low && Integer.parseInt(digits) <= high);
    }
}
