package dev.ostiary.gateway.frames;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;

/**
 * One whole, checked frame of an event stream, in place: a window on bytes that nobody changes any more.
 *
 * @param bytes the array that holds the frame, usually together with its neighbours
 * @param offset where the frame begins
 * @param length the frame's length
 * @param kind what {@code :message-type} says
 * @param name {@code :event-type}, {@code :exception-type} or {@code :error-code} after the kind; empty when absent
 * @param payloadOffset where the payload begins, counted in {@code bytes}
 * @param payloadLength the payload's length
 */
// The array is shared on purpose: a copy per frame is what this record avoids; no method compares frames.
@SuppressWarnings("ArrayRecordComponent")
public record EventFrame(
        byte[] bytes, int offset, int length, Kind kind, String name, int payloadOffset, int payloadLength)
        implements FrameReading {

    /** {@code :message-type}. */
    public enum Kind {
        EVENT,
        EXCEPTION,
        ERROR,
        /** Absent or of a later specification; passes as it is. */
        OTHER
    }

    /** Whether the stream says by this frame that it failed. */
    public boolean isFailure() {
        return kind == Kind.EXCEPTION || kind == Kind.ERROR;
    }

    /** The whole frame, sharing the bytes. */
    public Buffer toBuffer() {
        return Buffer.buffer(Unpooled.wrappedBuffer(bytes, offset, length));
    }

    /** Says nothing of the payload: it is a model's answer. */
    @Override
    public String toString() {
        return "EventFrame[" + kind + " " + length + " bytes]";
    }
}
