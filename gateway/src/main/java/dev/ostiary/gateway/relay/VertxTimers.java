package dev.ostiary.gateway.relay;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;

/** Timers of the event loop that asks. */
final class VertxTimers implements Timers {
    private final Vertx vertx;

    VertxTimers(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public Executor here() {
        Context context = vertx.getOrCreateContext();
        return task -> context.runOnContext(nothing -> task.run());
    }

    @Override
    public long after(long millis, Runnable task) {
        return vertx.setTimer(millis, id -> task.run());
    }

    @Override
    public void cancel(long timer) {
        vertx.cancelTimer(timer);
    }
}
