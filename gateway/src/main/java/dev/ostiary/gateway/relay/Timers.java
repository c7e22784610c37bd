package dev.ostiary.gateway.relay;

/** Calls back later on the caller's event loop: Vert.x in production, by hand in tests. */
interface Timers {
    /** @return what {@link #cancel} takes */
    long after(long millis, Runnable task);

    void cancel(long timer);
}
