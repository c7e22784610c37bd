package dev.ostiary.gateway.limits;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket that holds one minute's worth of requests and refills steadily, kept as one number: the time at which the bucket
 * would be full again (the generic cell rate algorithm). Changes over time; safe for any thread, without a lock.
 */
final class RateBucket {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final int perMinute;
    private final long interval;
    private final AtomicLong fullAt;

    /**
     * @param perMinute at least 1
     * @param now nanoseconds of the caller's ticker
     */
    RateBucket(int perMinute, long now) {
        this.perMinute = perMinute;
        this.interval = MINUTE / perMinute;
        this.fullAt = new AtomicLong(now);
    }

    int perMinute() {
        return perMinute;
    }

    /** Takes one request: 0 when admitted, else the nanoseconds until the next one would be. */
    long take(long now) {
        while (true) {
            long full = fullAt.get();
            long base = full - now > 0 ? full : now;
            long wait = base + interval - now - MINUTE;
            if (wait > 0) {
                return wait;
            }
            if (fullAt.compareAndSet(full, base + interval)) {
                return 0;
            }
        }
    }

    /** A bucket with another rate that owes as many requests as this one, so that a reload hands out no fresh minute. */
    RateBucket withRate(int newPerMinute, long now) {
        var bucket = new RateBucket(newPerMinute, now);
        double requests = (double) Math.max(0, fullAt.get() - now) / interval;
        bucket.fullAt.set(now + Math.min(Math.round(requests * bucket.interval), MINUTE));
        return bucket;
    }
}
