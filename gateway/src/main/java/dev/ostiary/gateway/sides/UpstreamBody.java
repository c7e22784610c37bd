package dev.ostiary.gateway.sides;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * Bedrock's answer after its head, paused until {@link #resume()}. Calls and callbacks happen on one event loop; the relay owns it
 * from {@link #open} on, reads it to its end or cancels it.
 */
public interface UpstreamBody {
    /** HTTP status of the answer. */
    int status();

    /** Those of the answer's headers that may go back to the app. */
    MultiMap headers();

    /** Sets who is told; nothing is told before the first {@link #resume()} but a break. */
    void open(Listener listener);

    void pause();

    void resume();

    /** Gives up: resets the stream or closes the connection. Harmless after the end. */
    void cancel();

    /** What becomes of the body: any number of segments, then at most one end or break. */
    interface Listener {
        /** The bytes belong to the listener; nobody changes them any more. */
        void segment(Buffer bytes);

        /** The body ended as HTTP says it should. */
        void ended();

        /** The body cannot be read any further. */
        void broke(Throwable cause);
    }
}
