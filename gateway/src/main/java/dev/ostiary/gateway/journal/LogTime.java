package dev.ostiary.gateway.journal;

import java.time.Instant;

/**
 * Instants as text, to the microsecond: {@code 2026-11-30T08:15:00.000123Z}. Lines of one second share all but its fraction, so only
 * that is made anew. Stateful; for one thread.
 */
final class LogTime {
    private static final int DIGITS = 6;

    private final StringBuilder text = new StringBuilder();
    private long second = Long.MIN_VALUE;
    private int wholeSeconds;

    String text(Instant time) {
        if (time.getEpochSecond() != second) {
            second = time.getEpochSecond();
            text.setLength(0);
            text.append(Instant.ofEpochSecond(second)).setCharAt(text.length() - 1, '.');
            wholeSeconds = text.length();
        }
        text.setLength(wholeSeconds);
        String micros = Integer.toString(time.getNano() / 1_000);
        return text.repeat('0', DIGITS - micros.length())
                .append(micros)
                .append('Z')
                .toString();
    }
}
