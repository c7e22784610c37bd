package dev.ostiary.gateway.timing;

/** A task that waits for its time. */
public interface Pending {
    /** The task does not run any more. Harmless when it has run, and any number of times; on the event loop that set it. */
    void cancel();
}
