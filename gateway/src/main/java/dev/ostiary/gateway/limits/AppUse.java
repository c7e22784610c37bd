package dev.ostiary.gateway.limits;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** What one app uses now: its rate bucket and its running calls. Changes over time; safe for any thread. */
final class AppUse {
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicReference<RateBucket> bucket;

    AppUse(int perMinute, long now) {
        bucket = new AtomicReference<>(new RateBucket(Math.max(1, perMinute), now));
    }

    /** Nanoseconds to wait, 0 = admitted. */
    long takeRequest(int perMinute, long now) {
        RateBucket current = bucket.get();
        if (current.perMinute() != perMinute) {
            RateBucket changed = current.withRate(perMinute, now);
            current = bucket.compareAndSet(current, changed) ? changed : bucket.get();
        }
        return current.take(now);
    }

    /** Takes a place among the running calls, whatever the limit; the caller compares and releases. */
    int enter() {
        return running.incrementAndGet();
    }

    Lease lease() {
        return new Lease(running);
    }

    int running() {
        return running.get();
    }
}
