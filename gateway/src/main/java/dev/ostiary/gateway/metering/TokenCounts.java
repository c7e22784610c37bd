package dev.ostiary.gateway.metering;

import dev.ostiary.gateway.usage.Usage;
import java.util.Arrays;

/**
 * The figures seen so far in one answer. The same figure again replaces the one before: those that come twice (Claude's and Llama's
 * chunks) are cumulative. Stateful; one thread.
 */
final class TokenCounts {
    private static final long ABSENT = -1;
    private static final long BAD = -2;
    private static final int FIGURES = Count.values().length;
    private static final int LONGEST_LITERAL =
            String.valueOf(Usage.LARGEST_COUNT).length();

    private final long[] values = new long[FIGURES];

    TokenCounts() {
        clear();
    }

    void clear() {
        Arrays.fill(values, ABSENT);
    }

    boolean has(Count count) {
        return values[count.ordinal()] != ABSENT;
    }

    /** Whether something was reported that is no count: negative, not a whole number, or absurdly large. */
    boolean isBad(Count count) {
        return values[count.ordinal()] == BAD;
    }

    /** A bad figure too is more than nothing. */
    boolean hasMoreThanZero(Count count) {
        return isBad(count) || get(count) > 0;
    }

    /** The figure; 0 when absent or bad. */
    long get(Count count) {
        return Math.max(0, values[count.ordinal()]);
    }

    void put(Count count, String literal) {
        values[count.ordinal()] = parse(literal);
    }

    /** Starts a figure that {@link #add} sums up; absent until then. */
    void forget(Count count) {
        values[count.ordinal()] = ABSENT;
    }

    /** Starts a figure that {@link #add} sums up; 0 until then. */
    void zero(Count count) {
        values[count.ordinal()] = 0;
    }

    void add(Count count, String literal) {
        add(count, parse(literal));
    }

    void addFrom(Count from, Count to) {
        add(to, values[from.ordinal()]);
    }

    /** Remembers that something was reported which is no count. */
    void spoil(Count count) {
        values[count.ordinal()] = BAD;
    }

    private void add(Count count, long more) {
        long sum = get(count) + more;
        boolean bad = isBad(count) || more < 0 || sum > Usage.LARGEST_COUNT;
        values[count.ordinal()] = bad ? BAD : sum;
    }

    private static long parse(String literal) {
        if (literal.isEmpty() || literal.length() > LONGEST_LITERAL) {
            return BAD;
        }
        long value = 0;
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if (c < '0' || c > '9') {
                return BAD;
            }
            value = value * 10 + (c - '0');
        }
        return value > Usage.LARGEST_COUNT ? BAD : value;
    }
}
