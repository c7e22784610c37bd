package dev.ostiary.gateway.frames;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Checks one whole frame and reads the three headers that say what it is. */
final class FrameParser {
    private static final int PRELUDE_BYTES = 12;
    private static final int CHECKSUM_BYTES = 4;
    private static final byte[] MESSAGE_TYPE = ":message-type".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT_TYPE = ":event-type".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EXCEPTION_TYPE = ":exception-type".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ERROR_CODE = ":error-code".getBytes(StandardCharsets.US_ASCII);
    private static final byte STRING = 7;

    private final byte[] bytes;
    private int position;
    private final int end;
    private EventFrame.Kind kind = EventFrame.Kind.OTHER;
    private String eventType = "";
    private String exceptionType = "";
    private String errorCode = "";

    private FrameParser(byte[] bytes, int position, int end) {
        this.bytes = bytes;
        this.position = position;
        this.end = end;
    }

    /** @param total the frame's length, its prelude already checked */
    static FrameReading parse(byte[] bytes, int offset, int total, CRC32 checksum) {
        checksum.reset();
        checksum.update(bytes, offset, total - CHECKSUM_BYTES);
        if ((int) checksum.getValue() != EventStreamReader.readInt(bytes, offset + total - CHECKSUM_BYTES)) {
            return new FrameReading.Corrupt("the checksum of a frame of " + total + " bytes does not match");
        }
        int headersLength = EventStreamReader.readInt(bytes, offset + 4);
        int payload = offset + PRELUDE_BYTES + headersLength;
        var parser = new FrameParser(bytes, offset + PRELUDE_BYTES, payload);
        while (parser.position < parser.end) {
            if (!parser.readHeader()) {
                return new FrameReading.Corrupt("a frame's headers do not fit their length of " + headersLength);
            }
        }
        int payloadLength = offset + total - CHECKSUM_BYTES - payload;
        return new EventFrame(bytes, offset, total, parser.kind, parser.name(), payload, payloadLength);
    }

    private String name() {
        return switch (kind) {
            case EVENT, OTHER -> eventType;
            case EXCEPTION -> exceptionType;
            case ERROR -> errorCode;
        };
    }

    /** Steps over one header; false when it does not fit. */
    private boolean readHeader() {
        int nameLength = bytes[position] & 0xff;
        int name = position + 1;
        int type = name + nameLength;
        if (type >= end) {
            return false;
        }
        int value = type + 1;
        int valueLength = valueLength(bytes[type], value);
        if (valueLength < 0) {
            return false;
        }
        if (bytes[type] == STRING || bytes[type] == STRING - 1) {
            value += 2;
        }
        if (value + valueLength > end) {
            return false;
        }
        if (bytes[type] == STRING && nameLength > 0 && bytes[name] == ':') {
            note(name, nameLength, value, valueLength);
        }
        position = value + valueLength;
        return true;
    }

    /** Bytes of a value of this type; -1 when the type does not exist or its length is cut off. */
    private int valueLength(byte type, int value) {
        return switch (type) {
            case 0, 1 -> 0; // true, false
            case 2 -> 1; // byte
            case 3 -> 2; // short
            case 4 -> 4; // integer
            case 5, 8 -> 8; // long, timestamp
            case 6, STRING -> value + 2 > end ? -1 : (bytes[value] & 0xff) << 8 | (bytes[value + 1] & 0xff);
            case 9 -> 16; // UUID
            default -> -1;
        };
    }

    private void note(int name, int nameLength, int value, int valueLength) {
        if (is(MESSAGE_TYPE, name, nameLength)) {
            kind = switch (text(value, valueLength)) {
                case "event" -> EventFrame.Kind.EVENT;
                case "exception" -> EventFrame.Kind.EXCEPTION;
                case "error" -> EventFrame.Kind.ERROR;
                default -> EventFrame.Kind.OTHER;
            };
        } else if (is(EVENT_TYPE, name, nameLength)) {
            eventType = text(value, valueLength);
        } else if (is(EXCEPTION_TYPE, name, nameLength)) {
            exceptionType = text(value, valueLength);
        } else if (is(ERROR_CODE, name, nameLength)) {
            errorCode = text(value, valueLength);
        }
    }

    private boolean is(byte[] expected, int name, int nameLength) {
        return nameLength == expected.length
                && Arrays.equals(bytes, name, name + nameLength, expected, 0, expected.length);
    }

    private String text(int value, int valueLength) {
        return new String(bytes, value, valueLength, StandardCharsets.UTF_8);
    }
}
