package dev.ostiary.gateway.relay;

import dev.ostiary.gateway.timing.Pending;
import dev.ostiary.gateway.timing.Timers;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;

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
    public Executor here() {
        return Runnable::run;
    }

    @Override
    public Pending after(Duration delay, Runnable task) {
        long id = ++ids;
        timers.put(id, new Timer(nanos + delay.toNanos(), task));
        return () -> timers.remove(id);
    }

    void advance(Duration time) {
        long end = nanos + time.toNanos();
        while (true) {
            var next = timers.entrySet().stream()
                    .min(Comparator.comparingLong(timer -> timer.getValue().at() - nanos));
            if (next.isEmpty() || next.get().getValue().at() - end > 0) {
                nanos = end;
                return;
            }
            nanos = next.get().getValue().at();
            timers.remove(next.get().getKey());
            next.get().getValue().task().run();
        }
    }
}
