package dev.ostiary.gateway.relay;

import io.vertx.core.Vertx;

/** Timers of the event loop that asks. */
final class VertxTimers implements Timers {
    private final Vertx vertx;

    VertxTimers(Vertx vertx) {
        this.vertx = vertx;
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
