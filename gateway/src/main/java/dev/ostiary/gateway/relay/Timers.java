package dev.ostiary.gateway.relay;

import dev.ostiary.gateway.timing.Pending;
import java.time.Duration;
import java.util.concurrent.Executor;

/** Calls back later on the caller's event loop: Vert.x in production, by hand in tests. */
interface Timers {
    /** Runs tasks on the event loop that asks for it now, whoever brings them. */
    Executor here();

    Pending after(Duration delay, Runnable task);
}
