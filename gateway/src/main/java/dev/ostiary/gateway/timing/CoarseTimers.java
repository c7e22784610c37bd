package dev.ostiary.gateway.timing;

import io.netty.util.concurrent.FastThreadLocal;
import io.vertx.core.impl.ContextInternal;
import java.time.Duration;

/**
 * Timers for deadlines that hardly ever come, as time-outs: nearly all are cancelled. Vert.x' own cost a map's entry and a place in a
 * sorted queue each, 2 % of a request's CPU (docs/performance.md). A task runs on time or up to two tenths of a second late, on the
 * Vert.x context that set it.
 *
 * <p>Each event loop has its own; call everything on it.
 */
public final class CoarseTimers {
    private final FastThreadLocal<LoopTimers> byLoop = new FastThreadLocal<>();

    /** @param context the current one */
    public Pending after(ContextInternal context, Duration delay, Runnable task) {
        var timers = byLoop.get();
        if (timers == null) {
            timers = new LoopTimers(context.nettyEventLoop());
            byLoop.set(timers);
        }
        return timers.after(delay, () -> context.emit(task, Runnable::run));
    }
}
