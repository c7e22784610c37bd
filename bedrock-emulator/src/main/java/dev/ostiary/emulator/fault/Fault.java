package dev.ostiary.emulator.fault;

import dev.ostiary.emulator.exchange.AwsError;
import java.time.Duration;

/**
 * One thing that goes wrong, or is only slow. Frames count from 0; {@link #LAST_FRAME} means the last one, whichever
 * it is. A body that is no stream counts as one frame. A frame number that the answer never reaches does nothing.
 */
public sealed interface Fault {
    int LAST_FRAME = -1;

    /** Waits before the headers, and before each frame but the first. */
    record Delay(Duration firstByte, Duration perFrame) implements Fault {}

    /** Answers with an error; together with a turn of every n-th this is throttling. */
    record Refuse(AwsError error) implements Fault {
        public static Refuse throttle() {
            return new Refuse(AwsError.throttling("Too many requests, please wait before trying again."));
        }

        public static Refuse status(int status, String type, String message) {
            return new Refuse(new AwsError(status, type, message));
        }
    }

    /** Resets before anything is answered: TCP RST in HTTP/1.1, RST_STREAM in HTTP/2. */
    record ResetBeforeHeaders() implements Fault {}

    /** Never answers and keeps the connection open. */
    record Hang() implements Fault {}

    /** Sends half of this frame, then resets. */
    record ResetMidFrame(int frame) implements Fault {}

    /** Sends all frames, then resets instead of ending the HTTP message. */
    record ResetAfterLastFrame() implements Fault {}

    /** Goes silent before this frame and keeps the connection open. */
    record HangBeforeFrame(int frame) implements Fault {}

    /** Sends this frame with a wrong CRC in its prelude, or at its end. */
    record WrongCrc(int frame, boolean inPrelude) implements Fault {}

    /** Declares a total length for this frame that is not its own. */
    record OversizeLength(int frame, long declared) implements Fault {}

    /** Sends this error as an exception frame in place of the frame, then ends cleanly. */
    record ExceptionFrame(int frame, AwsError error) implements Fault {}

    /** Ends the HTTP message cleanly before this frame. */
    record EndBeforeFrame(int frame) implements Fault {}

    /** Sends half of this frame, then ends the HTTP message cleanly. */
    record EndMidFrame(int frame) implements Fault {}

    /** Writes pieces of this many bytes, each flushed alone. */
    record SplitWrites(int bytes) implements Fault {}

    /** Writes this many frames at once. */
    record JoinFrames(int frames) implements Fault {}

    /**
     * Replaces a stream by this many chunk or delta frames of about this payload between a start and a proper end. The
     * frames are made while the client takes them.
     */
    record Bulk(int frames, int payloadBytes) implements Fault {}
}
