package dev.ostiary.gateway.timing;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Turns one event loop's wheel, as long as something waits on it. Stateful; only for its event loop. */
final class LoopTimers {
    private final EventLoop loop;
    private final TimerWheel wheel = new TimerWheel(System.nanoTime());
    private @Nullable Future<?> turning;

    LoopTimers(EventLoop loop) {
        this.loop = loop;
    }

    Pending after(Duration delay, Runnable task) {
        if (turning == null) {
            turning = loop.scheduleWithFixedDelay(
                    this::turn, TimerWheel.TICK_NANOS, TimerWheel.TICK_NANOS, TimeUnit.NANOSECONDS);
        }
        return wheel.add(System.nanoTime(), nanos(delay), task);
    }

    private void turn() {
        wheel.turn(System.nanoTime()).forEach(Runnable::run);
        if (wheel.isEmpty() && turning != null) {
            turning.cancel(false);
            turning = null;
        }
    }

    /** Some 150 years at most, so that sums do not overflow. */
    private static long nanos(Duration delay) {
        return Math.min(TimeUnit.NANOSECONDS.convert(delay), Long.MAX_VALUE / 2);
    }
}
