package dev.ostiary.emulator.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.emulator.exchange.Json;
import dev.ostiary.emulator.exchange.Operation;
import dev.ostiary.emulator.stream.Chunk;
import dev.ostiary.emulator.stream.EventFrame;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A long stream that takes no memory: the frame in the middle is one array, handed out again and again. Of Converse's
 * form, or of Claude's in chunks.
 */
final class BulkFrames implements Iterator<byte[]> {
    private final int repeats;
    private final List<byte[]> head;
    private final byte[] body;
    private final List<byte[]> tail;
    private int index;

    BulkFrames(Operation operation, Fault.Bulk bulk) {
        repeats = bulk.frames();
        String text = "x".repeat(bulk.payloadBytes());
        if (operation == Operation.CONVERSE_STREAM) {
            head = List.of(EventFrame.event("messageStart", Json.object().put("role", "assistant")));
            ObjectNode delta = Json.object().put("contentBlockIndex", 0);
            delta.putObject("delta").put("text", text);
            body = EventFrame.event("contentBlockDelta", delta);
            tail = converseEnd();
        } else {
            ObjectNode start = Json.object().put("type", "message_start");
            start.putObject("message").putObject("usage").put("input_tokens", 1).put("output_tokens", 1);
            head = List.of(Chunk.of(Json.bytes(start), 0));
            ObjectNode delta = Json.object().put("type", "content_block_delta").put("index", 0);
            delta.putObject("delta").put("type", "text_delta").put("text", text);
            body = Chunk.of(Json.bytes(delta), 0);
            ObjectNode stop = Json.object().put("type", "message_stop");
            stop.putObject("amazon-bedrock-invocationMetrics")
                    .put("inputTokenCount", 1)
                    .put("outputTokenCount", repeats)
                    .put("invocationLatency", 1)
                    .put("firstByteLatency", 1);
            tail = List.of(Chunk.of(Json.bytes(stop), 1));
        }
    }

    private List<byte[]> converseEnd() {
        ObjectNode metadata = Json.object();
        metadata.putObject("usage")
                .put("inputTokens", 1)
                .put("outputTokens", repeats)
                .put("totalTokens", repeats + 1);
        metadata.putObject("metrics").put("latencyMs", 1);
        return List.of(
                EventFrame.event("contentBlockStop", Json.object().put("contentBlockIndex", 0)),
                EventFrame.event("messageStop", Json.object().put("stopReason", "end_turn")),
                EventFrame.event("metadata", metadata));
    }

    @Override
    public boolean hasNext() {
        return index < head.size() + repeats + tail.size();
    }

    @Override
    public byte[] next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int at = index++;
        if (at < head.size()) {
            return head.get(at);
        }
        int inTail = at - head.size() - repeats;
        return inTail < 0 ? body : tail.get(inTail);
    }
}
