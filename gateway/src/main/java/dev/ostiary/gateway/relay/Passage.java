package dev.ostiary.gateway.relay;

import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What of Bedrock's bytes may go on to the app, and whether an end is a good one. Stateful; one thread. */
interface Passage {
    /**
     * Takes bytes from Bedrock and hands on what may be sent; null, or the fault that comes after what was handed on.
     */
    @Nullable
    Fault segment(Buffer bytes, Consumer<Buffer> out);

    /** What is wrong with an end at this point; null when nothing is. */
    @Nullable
    Fault atEnd();

    /** Whether the last bytes handed on were the answer's last. */
    boolean isWhole();

    /** Bytes kept here until more come. */
    int heldBytes();

    /** Whether a fault can be told within the answer. */
    boolean isEventStream();

    /** The type of the exception frame that passed; null when none did. */
    @Nullable
    String exceptionType();
}
