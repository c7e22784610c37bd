package dev.ostiary.gateway.metering;

import dev.ostiary.gateway.frames.EventStreamWriter;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;

/** Frames and streams as Bedrock sends them. */
public final class Frames {
    /** Frames that botocore's own parser read (facts 1.7). */
    public static final String CHUNK_VECTOR =
            "000000730000004b3a5edd6e0d3a6d6573736167652d747970650700056576656e740b3a6576656e742d"
                    + "747970650700056368756e6b0d3a636f6e74656e742d747970650700106170706c69636174696f6e2f6a736f6e7b226279746573223a"
                    + "2265794a68496a6f7866513d3d227d70012291";

    public static final String EXCEPTION_VECTOR =
            "000000b0000000614f5086b30d3a6d6573736167652d74797065070009657863657074696f6e0f3a65786365"
                    + "7074696f6e2d747970650700137468726f74746c696e67457863657074696f6e0d3a636f6e74656e742d747970650700106170706c6963"
                    + "6174696f6e2f6a736f6e7b226d657373616765223a22546f6f206d616e7920746f6b656e732c20706c656173652077616974206265666f"
                    + "726520747279696e6720616761696e2e227d3c90a44c";

    private Frames() {}

    public static Buffer event(String type, String json) {
        var headers = new LinkedHashMap<String, String>();
        headers.put(":message-type", "event");
        headers.put(":event-type", type);
        headers.put(":content-type", "application/json");
        return EventStreamWriter.frame(headers, json.getBytes(StandardCharsets.UTF_8));
    }

    /** A chunk of InvokeModelWithResponseStream around a native event. */
    public static Buffer chunk(String nativeJson) {
        String base64 = Base64.getEncoder().encodeToString(nativeJson.getBytes(StandardCharsets.UTF_8));
        return event("chunk", "{\"bytes\":\"" + base64 + "\",\"p\":\"abcdefgh\"}");
    }

    public static Buffer delta(String text) {
        return event("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"" + text + "\"}}");
    }

    public static Buffer messageStart() {
        return event("messageStart", "{\"role\":\"assistant\"}");
    }

    public static Buffer messageStop() {
        return event("messageStop", "{\"stopReason\":\"end_turn\"}");
    }

    public static Buffer metadata(long input, long output) {
        return event(
                "metadata",
                "{\"metrics\":{\"latencyMs\":7},\"usage\":{\"inputTokens\":" + input + ",\"outputTokens\":" + output
                        + ",\"totalTokens\":" + (input + output) + "}}");
    }

    /** A whole ConverseStream answer with this many deltas. */
    public static Buffer converseStream(int deltas) {
        Buffer stream = Buffer.buffer().appendBuffer(messageStart());
        for (int i = 0; i < deltas; i++) {
            stream.appendBuffer(delta("word " + i));
        }
        return stream.appendBuffer(messageStop()).appendBuffer(metadata(11, deltas));
    }
}
