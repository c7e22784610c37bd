package dev.ostiary.gateway.wire;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log that connections give way, at most once in ten seconds: a flood of connections must not be one of log lines. */
final class DropWarning {
    private static final Logger LOGGER = LoggerFactory.getLogger(DropWarning.class);
    private static final long PAUSE_NANOS = 10_000_000_000L;

    private final int max;
    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private final AtomicLong dropped = new AtomicLong();

    DropWarning(int max) {
        this.max = max;
    }

    void dropped() {
        dropped.incrementAndGet();
        long now = System.nanoTime();
        long due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + PAUSE_NANOS)) {
            LOGGER.atWarn()
                    .addKeyValue("dropped", dropped.getAndSet(0))
                    .addKeyValue("ostiary.http.max-connections", max)
                    .log("too many connections, idle ones were closed");
        }
    }
}
