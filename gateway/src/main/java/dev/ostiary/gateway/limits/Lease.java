package dev.ostiary.gateway.limits;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** One running call's place among an app's concurrent calls. Safe for any thread. */
public final class Lease {
    private final AtomicInteger running;
    private final AtomicBoolean released = new AtomicBoolean();

    Lease(AtomicInteger running) {
        this.running = running;
    }

    /** Gives the place back; only the first call counts. */
    public void release() {
        if (released.compareAndSet(false, true)) {
            running.decrementAndGet();
        }
    }
}
