package dev.ostiary.gateway.relay;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What all relays together do and hold; shared by all event loops. */
final class RelayLoad {
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicLong held = new AtomicLong();
    private final long heldLimit;

    /**
     * @param heldLimit bytes beyond each stream's free share that all streams together may hold
     */
    RelayLoad(long heldLimit) {
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

    /** Adds to what is held, or takes from it; false when it is more than may be. */
    boolean hold(long change) {
        return held.addAndGet(change) <= heldLimit;
    }

    long held() {
        return held.get();
    }
}
