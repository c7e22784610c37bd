package dev.ostiary.gateway.relay;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** A clock and its timers that the test turns. */
final class FakeTimers implements Timers {
    private final Map<Long, Timer> timers = new TreeMap<>();
    private long nanos = Long.MAX_VALUE - 1_000_000_000L; // overflows on the way: the arithmetic must not mind
    private long ids;

    private record Timer(long at, Runnable task) {}

    long nanoTime() {
        return nanos;
    }

    int pending() {
        return timers.size();
    }

    @Override
    public long after(long millis, Runnable task) {
        timers.put(++ids, new Timer(nanos + millis * 1_000_000, task));
        return ids;
    }

    @Override
    public void cancel(long timer) {
        timers.remove(timer);
    }

    void advance(Duration time) {
        for (long left = time.toMillis(); left > 0; left--) {
            nanos += 1_000_000;
            for (Long id : timers.keySet().stream().toList()) {
                Timer timer = timers.get(id);
                if (timer != null && timer.at() - nanos <= 0) {
                    timers.remove(id);
                    timer.task().run();
                }
            }
        }
    }
}
