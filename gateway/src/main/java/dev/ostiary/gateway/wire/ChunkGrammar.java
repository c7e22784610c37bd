package dev.ostiary.gateway.wire;

import io.netty.buffer.ByteBuf;

/**
 * Holds a chunked body to the one form that every server reads alike: a size of one to eight hexadecimal digits, CRLF, the data, CRLF;
 * at the end a size of zero and an empty line. No extensions, no trailers, no spaces, no bare LF: no client of Bedrock sends them, and
 * whoever stands in front of us may skip them at another place than Netty does. Stateful; fed with the bytes behind the head.
 */
final class ChunkGrammar {
    private static final int MAX_DIGITS = 8;

    private enum Expected {
        SIZE,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        LAST_CR,
        LAST_LF,
        NOTHING
    }

    private Expected expected = Expected.SIZE;
    private int digits;
    private long left;

    /** Whether the bytes between the two indexes may stand where they do. Not to be asked again after it said no. */
    boolean read(ByteBuf in, int start, int end) {
        for (int i = start; i < end; ) {
            if (expected == Expected.DATA) {
                int data = (int) Math.min(left, end - i);
                i += data;
                left -= data;
                if (left == 0) {
                    expected = Expected.DATA_CR;
                }
            } else if (!read(in.getByte(i++))) {
                return false;
            }
        }
        return true;
    }

    private boolean read(byte b) {
        return switch (expected) {
            case SIZE -> b == '\r' ? digits > 0 && expect(Expected.SIZE_LF) : digit(Character.digit(b, 16));
            case SIZE_LF -> b == '\n' && expect(left == 0 ? Expected.LAST_CR : Expected.DATA);
            case DATA_CR -> b == '\r' && expect(Expected.DATA_LF);
            case DATA_LF -> b == '\n' && expect(Expected.SIZE);
            case LAST_CR -> b == '\r' && expect(Expected.LAST_LF);
            case LAST_LF -> b == '\n' && expect(Expected.NOTHING);
            case DATA, NOTHING -> false;
        };
    }

    private boolean expect(Expected next) {
        expected = next;
        if (next == Expected.SIZE) {
            digits = 0;
            left = 0;
        }
        return true;
    }

    private boolean digit(int value) {
        left = left * 16 + value;
        digits++;
        return value >= 0 && digits <= MAX_DIGITS;
    }
}
