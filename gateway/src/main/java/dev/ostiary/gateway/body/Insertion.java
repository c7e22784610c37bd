package dev.ostiary.gateway.body;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** The documented changes to a body: text put in at an offset, every other byte as the caller sent it. */
public final class Insertion {
    private Insertion() {}

    /** {@return the body with the bytes of {@code [start, end)} replaced} */
    public static Buffer replace(Buffer body, int start, int end, String text) {
        byte[] inserted = text.getBytes(StandardCharsets.US_ASCII);
        return Buffer.buffer(body.length() + inserted.length)
                .appendBuffer(body, 0, start)
                .appendBytes(inserted)
                .appendBuffer(body, end, body.length() - end);
    }

    /** {@return the body with a member put in front of an object's other members} */
    public static Buffer member(Buffer body, int contentStart, boolean objectIsEmpty, String member) {
        return replace(body, contentStart, contentStart, objectIsEmpty ? member : member + ",");
    }
}
