package dev.ostiary.emulator.family;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.emulator.exchange.AwsError;
import dev.ostiary.emulator.exchange.Json;
import dev.ostiary.emulator.text.ConverseMessages;
import dev.ostiary.emulator.text.Reply;
import dev.ostiary.emulator.text.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Amazon Nova's format, close to Converse. */
final class Nova implements Family {
    private static final int DEFAULT_MAX_TOKENS = 4_096;

    @Override
    public Outcome answer(ObjectNode body, Turn turn) {
        Optional<AwsError> problem = ConverseMessages.problem(body);
        if (problem.isPresent()) {
            return Family.malformed("#/messages: " + problem.get().message());
        }
        var config = body.path("inferenceConfig");
        int max = config.path("maxTokens").asInt(config.path("max_new_tokens").asInt(DEFAULT_MAX_TOKENS));
        List<String> stops = new ArrayList<>();
        config.path("stopSequences").forEach(stop -> stops.add(stop.asText()));
        Reply reply = turn.text().reply(turn.modelId(), ConverseMessages.read(body), max, stops);
        ObjectNode answer = Json.object();
        ObjectNode message = answer.putObject("output").putObject("message");
        message.putArray("content").addObject().put("text", reply.text());
        message.put("role", "assistant");
        answer.put("stopReason", reply.stop().name().toLowerCase(Locale.ROOT));
        answer.set("usage", usage(reply.usage()));
        return new Outcome.Answered(answer, events(reply), reply.usage(), HeaderCounts.ALL, reply.latencyMillis());
    }

    private static List<ObjectNode> events(Reply reply) {
        List<ObjectNode> events = new ArrayList<>();
        events.add(wrap("messageStart", Json.object().put("role", "assistant")));
        for (String delta : reply.deltas()) {
            ObjectNode content = Json.object();
            content.putObject("delta").put("text", delta);
            events.add(wrap("contentBlockDelta", content.put("contentBlockIndex", 0)));
        }
        events.add(wrap("contentBlockStop", Json.object().put("contentBlockIndex", 0)));
        events.add(wrap(
                "messageStop",
                Json.object().put("stopReason", reply.stop().name().toLowerCase(Locale.ROOT))));
        ObjectNode metadata = Json.object();
        metadata.set("usage", usage(reply.usage()));
        metadata.putObject("metrics");
        metadata.putObject("trace");
        events.add(wrap("metadata", metadata));
        return events;
    }

    private static ObjectNode wrap(String name, ObjectNode content) {
        ObjectNode event = Json.object();
        event.set(name, content);
        return event;
    }

    private static ObjectNode usage(Usage usage) {
        return Json.object()
                .put("inputTokens", usage.input())
                .put("outputTokens", usage.output())
                .put("totalTokens", usage.total())
                .put("cacheReadInputTokenCount", usage.cacheRead())
                .put("cacheWriteInputTokenCount", usage.cacheWrite());
    }
}
