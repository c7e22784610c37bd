package dev.ostiary.gateway.frames;

import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Cuts bytes that arrive in segments of any size into frames of {@code application/vnd.amazon.eventstream}. Stateful; one thread at
 * a time. A frame that lies whole in one segment is not copied; only a frame across segments is put together, in an array that grows
 * with the bytes that came and not with the length that was declared.
 *
 * <p>A length is believed only after the prelude's own checksum. Format: total length, headers length, CRC-32 of these eight bytes,
 * headers, payload, CRC-32 of everything before it; all big-endian
 * (<a href="https://smithy.io/2.0/aws/amazon-eventstream.html">Smithy's specification</a>).
 */
public final class EventStreamReader {
    /** The longest frame that is read. */
    public static final int MAX_FRAME_BYTES = 16 * 1024 * 1024;

    private static final int PRELUDE_BYTES = 12;
    private static final int CHECKSUM_BYTES = 4;
    private static final byte[] NOTHING = {};

    private final CRC32 checksum = new CRC32();
    private byte[] segment = NOTHING;
    private int position;
    private int limit;
    private byte[] partial = NOTHING;
    private int partialLength;
    private int partialTotal;
    private FrameReading.@Nullable Corrupt corrupt;

    /**
     * Takes the next segment. The reader and its frames go on using the segment's bytes: the caller must not change them.
     *
     * @throws IllegalStateException when the segment before was not read to its end, that is, until {@link FrameReading.NeedMore}
     */
    public void feed(Buffer next) {
        if (position < limit && corrupt == null) {
            throw new IllegalStateException("a segment was fed before the one before it was read to its end");
        }
        ByteBuf bytes = next.getByteBuf();
        if (bytes.hasArray()) {
            segment = bytes.array();
            position = bytes.arrayOffset() + bytes.readerIndex();
        } else {
            segment = next.getBytes();
            position = 0;
        }
        limit = position + next.length();
    }

    /** The next whole frame, or why there is none. Call it until it is not a frame. */
    public FrameReading next() {
        if (corrupt != null) {
            return corrupt;
        }
        FrameReading reading = partialLength > 0 ? nextAcrossSegments() : nextInSegment();
        if (reading instanceof FrameReading.Corrupt found) {
            corrupt = found;
            segment = NOTHING;
            partial = NOTHING;
            partialLength = 0;
        }
        return reading;
    }

    /** How many bytes of a frame that is not whole yet are kept here; 0 at a frame's border. */
    public int heldBytes() {
        return partialLength;
    }

    private FrameReading nextInSegment() {
        int available = limit - position;
        if (available < PRELUDE_BYTES) {
            return keepRest(0);
        }
        String fault = preludeFault(segment, position);
        if (fault != null) {
            return new FrameReading.Corrupt(fault);
        }
        int total = readInt(segment, position);
        if (available < total) {
            return keepRest(total);
        }
        FrameReading frame = FrameParser.parse(segment, position, total, checksum);
        position += total;
        return frame;
    }

    private FrameReading keepRest(int total) {
        if (position == limit) {
            segment = NOTHING;
            position = 0;
            limit = 0;
            return FrameReading.NeedMore.INSTANCE;
        }
        partialTotal = total;
        take(total == 0 ? PRELUDE_BYTES : total);
        return FrameReading.NeedMore.INSTANCE;
    }

    private FrameReading nextAcrossSegments() {
        if (partialTotal == 0) {
            take(PRELUDE_BYTES);
            if (partialLength < PRELUDE_BYTES) {
                return FrameReading.NeedMore.INSTANCE;
            }
            String fault = preludeFault(partial, 0);
            if (fault != null) {
                return new FrameReading.Corrupt(fault);
            }
            partialTotal = readInt(partial, 0);
        }
        take(partialTotal);
        if (partialLength < partialTotal) {
            return FrameReading.NeedMore.INSTANCE;
        }
        FrameReading frame = FrameParser.parse(partial, 0, partialTotal, checksum);
        partial = NOTHING;
        partialLength = 0;
        partialTotal = 0;
        return frame;
    }

    /** Moves bytes from the segment to the partial frame until that holds {@code wanted}. */
    private void take(int wanted) {
        int moved = Math.min(wanted - partialLength, limit - position);
        int needed = partialLength + moved;
        if (needed > partial.length) {
            int grown = Math.max(needed, Math.max(64, partial.length * 2));
            partial = Arrays.copyOf(partial, partialTotal == 0 ? grown : Math.min(grown, partialTotal));
        }
        System.arraycopy(segment, position, partial, partialLength, moved);
        partialLength = needed;
        position += moved;
        if (position == limit) {
            segment = NOTHING;
            position = 0;
            limit = 0;
        }
    }

    private @Nullable String preludeFault(byte[] bytes, int offset) {
        checksum.reset();
        checksum.update(bytes, offset, 8);
        if ((int) checksum.getValue() != readInt(bytes, offset + 8)) {
            return "the checksum of a frame's prelude does not match";
        }
        long total = Integer.toUnsignedLong(readInt(bytes, offset));
        long headers = Integer.toUnsignedLong(readInt(bytes, offset + 4));
        if (total > MAX_FRAME_BYTES) {
            return "a frame of " + total + " bytes, expected at most " + MAX_FRAME_BYTES;
        }
        if (headers + PRELUDE_BYTES + CHECKSUM_BYTES > total) {
            return "a frame of " + total + " bytes with headers of " + headers;
        }
        return null;
    }

    static int readInt(byte[] bytes, int offset) {
        return (bytes[offset] & 0xff) << 24
                | (bytes[offset + 1] & 0xff) << 16
                | (bytes[offset + 2] & 0xff) << 8
                | (bytes[offset + 3] & 0xff);
    }
}
