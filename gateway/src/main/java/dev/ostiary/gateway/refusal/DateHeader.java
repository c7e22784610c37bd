package dev.ostiary.gateway.refusal;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The text of the {@code Date} header, made once a second. Every answer needs a right one: SDKs take a 401 or 403 with a wrong
 * date for clock skew and repeat it. Stateful: the last text, shared by all event loops.
 */
public final class DateHeader {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private final InstantSource clock;
    private volatile Stamp stamp = new Stamp(Long.MIN_VALUE, "");

    public DateHeader(InstantSource clock) {
        this.clock = clock;
    }

    String value() {
        long second = clock.millis() / 1000;
        Stamp last = stamp;
        if (last.second == second) {
            return last.text;
        }
        var now = ZonedDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        var next = new Stamp(second, FORMAT.format(now));
        stamp = next;
        return next.text;
    }

    private record Stamp(long second, String text) {}
}
