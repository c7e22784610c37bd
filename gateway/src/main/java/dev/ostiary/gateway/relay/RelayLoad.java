package dev.ostiary.gateway.relay;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What all relays together do and hold; shared by all event loops. */
final class RelayLoad {
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger draining = new AtomicInteger();
    private final AtomicLong held = new AtomicLong();
    private final int drainLimit;
    private final long heldLimit;

    /**
     * @param drainLimit abandoned answers that are read on at once
     * @param heldLimit bytes beyond each stream's free share that all streams together may hold
     */
    RelayLoad(int drainLimit, long heldLimit) {
        this.drainLimit = drainLimit;
        this.heldLimit = heldLimit;
    }

    void started() {
        running.incrementAndGet();
    }

    void ended() {
        running.decrementAndGet();
    }

    int running() {
        return running.get();
    }

    int draining() {
        return draining.get();
    }

    boolean tryDrain() {
        if (draining.incrementAndGet() <= drainLimit) {
            return true;
        }
        draining.decrementAndGet();
        return false;
    }

    void drained() {
        draining.decrementAndGet();
    }

    /** Adds to what is held, or takes from it; false when it is more than may be. */
    boolean hold(long change) {
        return held.addAndGet(change) <= heldLimit;
    }

    long held() {
        return held.get();
    }
}
