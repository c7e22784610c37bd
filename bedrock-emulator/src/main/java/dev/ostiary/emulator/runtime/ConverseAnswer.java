package dev.ostiary.emulator.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.emulator.exchange.Json;
import dev.ostiary.emulator.stream.EventFrame;
import dev.ostiary.emulator.text.Reply;
import dev.ostiary.emulator.text.Usage;
import java.util.ArrayList;
import java.util.List;

/**
 * The two forms of a Converse answer.
 *
 * @param request for what is echoed: tier and performance choice
 */
record ConverseAnswer(Reply reply, ObjectNode request) {
    ObjectNode body() {
        ObjectNode body = Json.object();
        ObjectNode message = body.putObject("output").putObject("message");
        message.put("role", "assistant");
        message.putArray("content").addObject().put("text", reply.text());
        body.put("stopReason", stopReason());
        body.setAll(metadata());
        return body;
    }

    List<byte[]> frames() {
        List<byte[]> frames = new ArrayList<>();
        frames.add(EventFrame.event("messageStart", Json.object().put("role", "assistant")));
        for (String delta : reply.deltas()) {
            ObjectNode event = Json.object().put("contentBlockIndex", 0);
            event.putObject("delta").put("text", delta);
            frames.add(EventFrame.event("contentBlockDelta", event));
        }
        frames.add(EventFrame.event("contentBlockStop", Json.object().put("contentBlockIndex", 0)));
        frames.add(EventFrame.event("messageStop", Json.object().put("stopReason", stopReason())));
        frames.add(EventFrame.event("metadata", metadata()));
        return frames;
    }

    private ObjectNode metadata() {
        ObjectNode metadata = Json.object();
        metadata.set("usage", usage(reply.usage()));
        metadata.putObject("metrics").put("latencyMs", reply.latencyMillis());
        for (String member : List.of("serviceTier", "performanceConfig")) {
            if (request.path(member).isObject()) {
                metadata.set(member, request.path(member));
            }
        }
        return metadata;
    }

    private static ObjectNode usage(Usage usage) {
        ObjectNode node = Json.object()
                .put("inputTokens", usage.input())
                .put("outputTokens", usage.output())
                .put("totalTokens", usage.total());
        if (usage.usedCache()) {
            node.put("cacheReadInputTokens", usage.cacheRead());
            node.put("cacheWriteInputTokens", usage.cacheWrite());
            if (usage.cacheWrite() > 0) {
                node.putArray("cacheDetails")
                        .addObject()
                        .put("ttl", usage.cacheTtl())
                        .put("inputTokens", usage.cacheWrite());
            }
        }
        return node;
    }

    private String stopReason() {
        return switch (reply.stop()) {
            case END_TURN -> "end_turn";
            case MAX_TOKENS -> "max_tokens";
            case STOP_SEQUENCE -> "stop_sequence";
            case GUARDRAIL -> "guardrail_intervened";
        };
    }
}
