package dev.ostiary.gateway.frames;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/** Writes frames of {@code application/vnd.amazon.eventstream} with string headers; the gateway's own are exceptions only. */
public final class EventStreamWriter {
    private static final byte STRING = 7;

    private EventStreamWriter() {}

    /**
     * A frame by which a stream says that it failed.
     *
     * @param type the exception in lowerCamel, as in streams: {@code modelStreamErrorException}
     * @param message the text that SDKs show; any characters
     */
    public static Buffer exception(String type, String message) {
        var headers = new LinkedHashMap<String, String>();
        headers.put(":message-type", "exception");
        headers.put(":exception-type", type);
        headers.put(":content-type", "application/json");
        return frame(headers, ("{\"message\":\"" + escaped(message) + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    /** A frame with these headers, in the map's order. */
    public static Buffer frame(Map<String, String> headers, byte[] payload) {
        Buffer block = Buffer.buffer();
        headers.forEach((name, value) -> {
            byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
            byte[] valueBytes = value.getBytes(StandardCharsets.UTF_8);
            block.appendByte((byte) nameBytes.length).appendBytes(nameBytes);
            block.appendByte(STRING).appendUnsignedShort(valueBytes.length).appendBytes(valueBytes);
        });
        Buffer frame = Buffer.buffer(16 + block.length() + payload.length);
        frame.appendInt(16 + block.length() + payload.length).appendInt(block.length());
        frame.appendInt(checksum(frame));
        frame.appendBuffer(block).appendBytes(payload);
        return frame.appendInt(checksum(frame));
    }

    private static int checksum(Buffer bytes) {
        var crc = new CRC32();
        crc.update(bytes.getBytes());
        return (int) crc.getValue();
    }

    private static String escaped(String text) {
        var json = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < 0x20) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.toString();
    }
}
