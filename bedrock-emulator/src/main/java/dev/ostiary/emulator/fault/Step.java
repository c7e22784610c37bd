package dev.ostiary.emulator.fault;

import java.time.Duration;

/** One thing that the connection does next. After {@link Reset}, {@link Silence} and {@link End} nothing follows. */
public sealed interface Step {
    /** Writes and flushes. */
    record Write(byte[] bytes) implements Step {}

    record Pause(Duration duration) implements Step {}

    record Reset() implements Step {}

    /** Sends nothing more and leaves the connection open. */
    record Silence() implements Step {}

    /**
     * @param complete whether all bytes of the answer were sent
     */
    record End(boolean complete) implements Step {}
}
