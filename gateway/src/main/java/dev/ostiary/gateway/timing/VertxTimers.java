package dev.ostiary.gateway.timing;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.time.Duration;
import java.util.concurrent.Executor;

/** Timers of the event loop that asks. */
final class VertxTimers implements Timers {
    private final Vertx vertx;
    private final CoarseTimers timers = new CoarseTimers();

    VertxTimers(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public Executor here() {
        Context context = vertx.getOrCreateContext();
        return task -> context.runOnContext(nothing -> task.run());
    }

    @Override
    public Pending after(Duration delay, Runnable task) {
        return timers.after((ContextInternal) vertx.getOrCreateContext(), delay, task);
    }
}
