package dev.ostiary.gateway.wire;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;

/**
 * Refuses what Netty's decoder repairs silently in a request's head: folded lines, nameless headers, odd white space in the request
 * line. A proxy in front of us may repair it in another way. Stateful; fed with whole lines, as the decoder consumes them.
 */
final class HeadGrammar {
    private boolean inHeaders;
    private boolean bad;

    /** Looks at the lines between the two indexes, which the decoder has just consumed. */
    void read(ByteBuf in, int start, int end) {
        int line = start;
        while (line < end) {
            int found = in.forEachByte(line, end - line, ByteProcessor.FIND_LF);
            int next = found < 0 ? end : found + 1;
            if (inHeaders) {
                byte first = in.getByte(line);
                bad |= first == ' ' || first == '\t' || first == ':';
            } else if (in.getByte(line) != '\r' && in.getByte(line) != '\n') {
                inHeaders = true;
                bad |= !isRequestLine(in, line, next);
            }
            line = next;
        }
    }

    /** Whether the head was well-formed; the next one begins. */
    boolean endHead() {
        boolean good = !bad;
        inHeaders = false;
        bad = false;
        return good;
    }

    /** Two single spaces, and nothing else that is not visible ASCII, up to the end of the line. */
    private static boolean isRequestLine(ByteBuf in, int start, int end) {
        int spaces = 0;
        for (int i = start; i < end; i++) {
            byte b = in.getByte(i);
            if (b == ' ') {
                spaces++;
                if (i == start || in.getByte(i - 1) == ' ') {
                    return false;
                }
            } else if (b < ' ' && b != '\r' && b != '\n') {
                return false;
            }
        }
        return spaces == 2;
    }
}
