package dev.ostiary.gateway.http;

import java.util.concurrent.atomic.AtomicLong;

/** A bound on a sum over all event loops: what does not fit is refused, what is in is never pushed out. Safe from any thread. */
final class Bound {
    /** Lets nothing in. */
    static final Bound NOTHING = new Bound(0);

    private final long max;
    private final AtomicLong used = new AtomicLong();

    Bound(long max) {
        this.max = max;
    }

    boolean enter() {
        return enter(1);
    }

    /** Takes the amount, or nothing and returns false. */
    boolean enter(long amount) {
        if (used.addAndGet(amount) <= max) {
            return true;
        }
        used.addAndGet(-amount);
        return false;
    }

    void leave() {
        leave(1);
    }

    void leave(long amount) {
        used.addAndGet(-amount);
    }

    long used() {
        return used.get();
    }
}
