package dev.ostiary.policy.condition;

import dev.ostiary.policy.pattern.AsciiCase;

/** Edit distance of two names, for "did you mean". */
public final class NameDistance {
    private static final int LONGEST = 128;

    private NameDistance() {}

    /** {@return the Levenshtein distance ignoring case; texts are compared up to their 128th character} */
    public static int between(String left, String right) {
        String a = shorten(AsciiCase.lower(left));
        String b = shorten(AsciiCase.lower(right));
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int swap = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(swap, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }

    private static String shorten(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
