package dev.ostiary.emulator.stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ostiary.emulator.exchange.AwsError;
import dev.ostiary.emulator.exchange.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Encodes event-stream messages: prelude (total length, header length, CRC of both), headers, payload, CRC of all
 * before it. Written from the public description of the format, so that no SDK code vouches for itself in our tests.
 */
public final class EventFrame {
    /** Prelude with its CRC. */
    public static final int PRELUDE_BYTES = 12;

    private static final int CRC_BYTES = 4;
    private static final byte STRING = 7;

    private EventFrame() {}

    /** An event such as `chunk` or `contentBlockDelta` with a JSON payload. */
    public static byte[] event(String eventType, JsonNode payload) {
        return event(eventType, Json.bytes(payload));
    }

    public static byte[] event(String eventType, byte[] payload) {
        return encode("event", ":event-type", eventType, payload);
    }

    /** An error that comes after the 200: the service can then only say it as a frame. */
    public static byte[] exception(AwsError error) {
        return encode(
                "exception",
                ":exception-type",
                error.frameType(),
                Json.bytes(Json.object().put("message", error.message())));
    }

    private static byte[] encode(String messageType, String typeHeader, String type, byte[] payload) {
        byte[] headers = headers(messageType, typeHeader, type);
        int total = PRELUDE_BYTES + headers.length + payload.length + CRC_BYTES;
        ByteBuffer frame = ByteBuffer.allocate(total);
        frame.putInt(total).putInt(headers.length);
        frame.putInt(crc(frame.array(), frame.position()));
        frame.put(headers).put(payload);
        frame.putInt(crc(frame.array(), frame.position()));
        return frame.array();
    }

    private static byte[] headers(String messageType, String typeHeader, String type) {
        ByteBuffer out = ByteBuffer.allocate(256 + type.length());
        header(out, ":message-type", messageType);
        header(out, typeHeader, type);
        header(out, ":content-type", "application/json");
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    private static void header(ByteBuffer out, String name, String value) {
        byte[] valueBytes = value.getBytes(StandardCharsets.UTF_8);
        out.put((byte) name.length()).put(name.getBytes(StandardCharsets.US_ASCII));
        out.put(STRING).putShort((short) valueBytes.length).put(valueBytes);
    }

    static int crc(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
