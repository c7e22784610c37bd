package dev.ostiary.gateway.relay;

import dev.ostiary.gateway.frames.EventFrame;
import dev.ostiary.gateway.frames.EventStreamReader;
import dev.ostiary.gateway.frames.FrameReading;
import dev.ostiary.gateway.metering.UsageTap;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An event stream: whole and checked frames only. Frames that came in one segment leave in one write, since a write costs a system
 * call and a frame does not.
 */
final class FramePassage implements Passage {
    private static final byte[] NOTHING = {};

    private final UsageTap tap;
    private final EventStreamReader reader = new EventStreamReader();
    private byte[] run = NOTHING;
    private int runFrom;
    private int runTo;
    private @Nullable String exceptionType;

    FramePassage(UsageTap tap) {
        this.tap = tap;
    }

    @Override
    public @Nullable Fault segment(Buffer bytes, Consumer<Buffer> out) {
        reader.feed(bytes);
        while (true) {
            switch (reader.next()) {
                case EventFrame frame -> pass(frame, out);
                case FrameReading.NeedMore more -> {
                    endRun(out);
                    return null;
                }
                case FrameReading.Corrupt corrupt -> {
                    endRun(out);
                    return new Fault(StreamEnd.UPSTREAM_CORRUPT, corrupt.reason());
                }
            }
        }
    }

    private void pass(EventFrame frame, Consumer<Buffer> out) {
        tap.frame(frame);
        if (frame.isFailure()) {
            exceptionType = frame.name();
        }
        if (frame.bytes() != run || frame.offset() != runTo) {
            endRun(out);
            run = frame.bytes();
            runFrom = frame.offset();
        }
        runTo = frame.offset() + frame.length();
    }

    private void endRun(Consumer<Buffer> out) {
        if (runTo > runFrom) {
            out.accept(Buffer.buffer(Unpooled.wrappedBuffer(run, runFrom, runTo - runFrom)));
        }
        run = NOTHING;
        runFrom = 0;
        runTo = 0;
    }

    @Override
    public @Nullable Fault atEnd() {
        if (reader.heldBytes() > 0) {
            return new Fault(StreamEnd.UPSTREAM_TRUNCATED, "the stream ended inside a frame");
        }
        if (exceptionType == null && !tap.sawFinal()) {
            return new Fault(StreamEnd.UPSTREAM_TRUNCATED, "the stream ended before its final event");
        }
        return null;
    }

    @Override
    public boolean isWhole() {
        return false;
    }

    @Override
    public int heldBytes() {
        return reader.heldBytes();
    }

    @Override
    public boolean isEventStream() {
        return true;
    }

    @Override
    public @Nullable String exceptionType() {
        return exceptionType;
    }
}
