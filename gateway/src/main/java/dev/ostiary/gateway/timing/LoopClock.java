package dev.ostiary.gateway.timing;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A coarse clock of one event loop and the things that want to look at it at every tick. Deadlines of seconds need no timer per
 * request: setting and cancelling one costs more than the rest of the edge. Stateful; only for its event loop.
 */
public final class LoopClock {
    private static final long TICK_MILLIS = 250;

    private final Set<Ticking> ticking = new LinkedHashSet<>();
    private long nanos = System.nanoTime();

    @SuppressWarnings("FutureReturnValueIgnored") // ticks as long as the event loop lives
    public LoopClock(EventLoop loop) {
        loop.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Like {@link System#nanoTime()}, at most about a quarter of a second old. */
    public long nanos() {
        return nanos;
    }

    /** The moment after which {@link #isOver} is true. */
    public long in(Duration time) {
        return nanos + time.toNanos();
    }

    public boolean isOver(long deadline) {
        return nanos - deadline > 0;
    }

    /** Calls at every tick from now on, until {@link #remove}. */
    public void add(Ticking thing) {
        ticking.add(thing);
    }

    public void remove(Ticking thing) {
        ticking.remove(thing);
    }

    private void tick() {
        nanos = System.nanoTime();
        // a copy, because things remove themselves and each other
        for (Ticking thing : ticking.toArray(Ticking[]::new)) {
            thing.tick();
        }
    }

    /** Something with deadlines. */
    public interface Ticking {
        /** On the event loop, about four times a second. Must not throw. */
        void tick();
    }
}
