package dev.ostiary.gateway.metering;

import dev.ostiary.gateway.frames.EventFrame;
import dev.ostiary.gateway.usage.Usage;
import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/** Reads one good answer of one shape. Stateful; one thread. */
interface AnswerMeter {
    default void head(MultiMap headers) {}

    default void body(byte[] bytes, int offset, int length) {}

    default void frame(EventFrame frame) {}

    /**
     * What was counted; null when nothing was found.
     *
     * @param whole whether the answer came to its proper end
     */
    @Nullable
    Usage usage(boolean whole);

    default boolean sawContent() {
        return false;
    }

    /** Whether the final event came, or cannot be expected of this answer. */
    default boolean sawFinal() {
        return true;
    }
}
