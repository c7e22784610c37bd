package dev.ostiary.gateway.metering;

import dev.ostiary.gateway.frames.EventFrame;
import java.util.Arrays;
import java.util.Base64;

/**
 * Takes the native event out of a {@code chunk} frame's payload, {@code {"bytes":"<base64>","p":"<padding>"}}, piece by piece, so
 * that a long event is never held a second time.
 */
final class ChunkPayload {
    /** A multiple of four, so that every piece but the last decodes by itself. */
    private static final int PIECE = 4096;

    private static final byte[] BYTES = {'b', 'y', 't', 'e', 's'};

    private final byte[] json;
    private final int end;
    private int position;

    private ChunkPayload(EventFrame frame) {
        this.json = frame.bytes();
        this.position = frame.payloadOffset();
        this.end = position + frame.payloadLength();
    }

    /** Feeds the native event to the scan; false when the payload is of another form or the base64 is none. */
    static boolean decode(EventFrame frame, JsonScan scan) {
        var payload = new ChunkPayload(frame);
        return payload.toBytesMember() && payload.decodeTo(scan);
    }

    /** Moves behind the opening quote of the member {@code bytes}; its neighbours are strings too. */
    private boolean toBytesMember() {
        boolean found = accept('{');
        while (found && accept('"')) {
            int name = position;
            int nameEnd = closingQuote();
            position = nameEnd + 1;
            if (!accept(':') || !accept('"')) {
                return false;
            }
            if (Arrays.equals(json, name, nameEnd, BYTES, 0, BYTES.length)) {
                return true;
            }
            position = closingQuote() + 1;
            found = accept(',');
        }
        return false;
    }

    private boolean decodeTo(JsonScan scan) {
        int close = closingQuote();
        try {
            for (int from = position; from < close; from += PIECE) {
                byte[] piece = Arrays.copyOfRange(json, from, Math.min(from + PIECE, close));
                byte[] decoded = Base64.getDecoder().decode(piece);
                scan.feed(decoded, 0, decoded.length);
            }
            return close < end;
        } catch (IllegalArgumentException notBase64) {
            // an escape or a form that no SDK would read either: the payload is the app's to judge, here it just tells
            // nothing
            return false;
        }
    }

    private boolean accept(char expected) {
        while (position < end && json[position] <= ' ') {
            position++;
        }
        return position < end && json[position++] == expected;
    }

    /** Where the string ends that was entered; {@link #end} when it does not. */
    private int closingQuote() {
        int i = position;
        while (i < end && json[i] != '"') {
            i += json[i] == '\\' ? 2 : 1;
        }
        return Math.min(i, end);
    }
}
