package dev.ostiary.gateway.relay;

import dev.ostiary.gateway.frames.EventStreamWriter;
import dev.ostiary.gateway.metering.Frames;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;

/** Random event streams that end well, and random ways to cut them into segments. */
final class RandomStreams {
    private RandomStreams() {}

    static Buffer stream(Random random) {
        Buffer stream = Buffer.buffer().appendBuffer(Frames.messageStart());
        for (int i = random.nextInt(12); i > 0; i--) {
            stream.appendBuffer(
                    switch (random.nextInt(4)) {
                        case 0 -> Frames.delta("w".repeat(random.nextInt(200)));
                        case 1 -> odd(random);
                        case 2 -> Frames.chunk("{\"x\":" + random.nextInt() + "}");
                        default -> Frames.event("contentBlockDelta", "");
                    });
        }
        return stream.appendBuffer(Frames.messageStop()).appendBuffer(Frames.metadata(random.nextInt(1000), 5));
    }

    /** Headers and payloads of any content; now and then a long one. */
    private static Buffer odd(Random random) {
        var headers = new LinkedHashMap<String, String>();
        headers.put(":message-type", random.nextBoolean() ? "event" : "later");
        for (int i = random.nextInt(4); i > 0; i--) {
            headers.put("h" + random.nextInt(100), "v".repeat(random.nextInt(300)));
        }
        byte[] payload = new byte[random.nextInt(50) == 0 ? random.nextInt(100_000) : random.nextInt(1_000)];
        random.nextBytes(payload);
        return EventStreamWriter.frame(headers, payload);
    }

    static List<Buffer> segments(Buffer stream, Random random) {
        int longest = switch (random.nextInt(4)) {
            case 0 -> 3;
            case 1 -> 40;
            case 2 -> 1_000;
            default -> 20_000;
        };
        var segments = new ArrayList<Buffer>();
        for (int at = 0; at < stream.length(); ) {
            int end = Math.min(stream.length(), at + 1 + random.nextInt(longest));
            segments.add(stream.getBuffer(at, end));
            at = end;
        }
        return segments;
    }
}
