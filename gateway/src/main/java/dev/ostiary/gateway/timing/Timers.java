package dev.ostiary.gateway.timing;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Executor;

/** Calls back later on the caller's event loop: Vert.x in production, by hand in tests. */
public interface Timers {
    /** Those of Vert.x' event loops. */
    static Timers of(Vertx vertx) {
        return new VertxTimers(vertx);
    }

    /** Runs tasks on the event loop that asks for it now, whoever brings them. */
    Executor here();

    Pending after(Duration delay, Runnable task);
}
