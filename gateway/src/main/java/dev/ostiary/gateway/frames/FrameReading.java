package dev.ostiary.gateway.frames;

/** What {@link EventStreamReader#next()} found. */
public sealed interface FrameReading permits EventFrame, FrameReading.NeedMore, FrameReading.Corrupt {

    /** The bytes so far are good and end inside a frame, or at a frame's border. */
    record NeedMore() implements FrameReading {
        static final NeedMore INSTANCE = new NeedMore();
    }

    /**
     * The bytes are no event stream from here on; the reader stays in this state.
     *
     * @param reason what is wrong, without anything from the stream but lengths
     */
    record Corrupt(String reason) implements FrameReading {}
}
