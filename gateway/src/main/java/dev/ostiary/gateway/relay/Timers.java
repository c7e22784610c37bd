package dev.ostiary.gateway.relay;

import java.util.concurrent.Executor;

/** Calls back later on the caller's event loop: Vert.x in production, by hand in tests. */
interface Timers {
    /** Runs tasks on the event loop that asks for it now, whoever brings them. */
    Executor here();

    /** @return what {@link #cancel} takes */
    long after(long millis, Runnable task);

    void cancel(long timer);
}
