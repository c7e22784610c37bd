package dev.ostiary.gateway.relay;

import dev.ostiary.gateway.metering.UsageTap;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An answer that is no event stream: its bytes as they come. */
final class BytePassage implements Passage {
    private final UsageTap tap;
    private final long declared;
    private long received;

    /** @param declared the answer's Content-Length; -1 when it has none */
    BytePassage(UsageTap tap, long declared) {
        this.tap = tap;
        this.declared = declared;
    }

    @Override
    public @Nullable Fault segment(Buffer bytes, Consumer<Buffer> out) {
        received += bytes.length();
        tap.body(bytes);
        out.accept(bytes);
        return null;
    }

    @Override
    public @Nullable Fault atEnd() {
        return received < declared
                ? new Fault(StreamEnd.UPSTREAM_TRUNCATED, "the answer ended short of its Content-Length")
                : null;
    }

    @Override
    public boolean isWhole() {
        return received == declared;
    }

    @Override
    public int heldBytes() {
        return 0;
    }

    @Override
    public boolean isEventStream() {
        return false;
    }

    @Override
    public @Nullable String exceptionType() {
        return null;
    }
}
