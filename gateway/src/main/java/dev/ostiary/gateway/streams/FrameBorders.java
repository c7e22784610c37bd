package dev.ostiary.gateway.streams;

import io.netty.buffer.ByteBuf;

/**
 * Follows where the frames of an HTTP/2 client begin and end (RFC 9113, 4.1), and which of its header blocks are whole. Looks at nine
 * bytes of a frame and at nothing else. Stateful; fed with every byte that comes in, from the preface on.
 */
final class FrameBorders {
    private static final int PREFACE_BYTES = 24;
    private static final int HEADER_BYTES = 9;
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int CONTINUATION = 9;
    private static final int END_HEADERS = 4;
    /** Of the preface, and of a frame whose type has not come in yet. */
    private static final int UNKNOWN = -1;

    private int headerBytes;
    private int payloadLeft = PREFACE_BYTES;
    private int length;
    private int type = UNKNOWN;
    private int flags;
    private int stream;
    private boolean blockOpen;
    private long heads = 1;
    private int highestHead;

    void read(ByteBuf in) {
        int end = in.writerIndex();
        for (int i = in.readerIndex(); i < end; ) {
            if (payloadLeft > 0) {
                int payload = Math.min(payloadLeft, end - i);
                i += payload;
                payloadLeft -= payload;
            } else {
                header(in.getUnsignedByte(i++));
            }
            if (payloadLeft == 0 && headerBytes == 0) {
                frameEnded();
            }
        }
    }

    /**
     * Which head is unfinished: its number, a new one for each, or 0 when none is. A head is a header block with all its frames, or any
     * other frame but DATA: what a client may take its time for is only a body.
     */
    long unfinishedHead() {
        boolean midFrame = headerBytes > 0 || payloadLeft > 0;
        return blockOpen || (midFrame && type != DATA) ? heads : 0;
    }

    /** The highest stream whose header block has come in whole; 0 before the first. */
    int highestHead() {
        return highestHead;
    }

    private void header(int next) {
        switch (headerBytes++) {
            case 0 -> {
                length = next;
                type = UNKNOWN;
                stream = 0;
                if (!blockOpen) {
                    heads++;
                }
            }
            case 1, 2 -> length = length << 8 | next;
            case 3 -> type = next;
            case 4 -> flags = next;
            default -> stream = stream << 8 | next;
        }
        if (headerBytes == HEADER_BYTES) {
            headerBytes = 0;
            payloadLeft = length;
        }
    }

    private void frameEnded() {
        if (type == HEADERS || type == CONTINUATION) {
            blockOpen = (flags & END_HEADERS) == 0;
            if (!blockOpen) {
                highestHead = Math.max(highestHead, stream & Integer.MAX_VALUE);
            }
        }
    }
}
