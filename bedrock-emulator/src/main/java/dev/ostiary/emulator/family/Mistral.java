package dev.ostiary.emulator.family;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.emulator.exchange.Json;
import dev.ostiary.emulator.text.Prompt;
import dev.ostiary.emulator.text.Reply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Mistral's prompt format; it has no usage in the body, only the headers and the stream's metrics tell. */
final class Mistral implements Family {
    private static final int DEFAULT_MAX_TOKENS = 8_192;

    @Override
    public Outcome answer(ObjectNode body, Turn turn) {
        if (!body.path("prompt").isTextual()) {
            return Family.missing("prompt");
        }
        List<String> stops = new ArrayList<>();
        body.path("stop").forEach(stop -> stops.add(stop.asText()));
        Prompt prompt = Prompt.of(body.path("prompt").asText());
        int max = body.path("max_tokens").asInt(DEFAULT_MAX_TOKENS);
        Reply reply = turn.text().reply(turn.modelId(), prompt, max, stops);
        String stopReason = reply.stop() == Reply.Stop.MAX_TOKENS ? "length" : "stop";
        List<ObjectNode> events = new ArrayList<>();
        reply.deltas().forEach(delta -> events.add(output(delta, null)));
        events.add(output("", stopReason));
        return new Outcome.Answered(
                output(reply.text(), stopReason), events, reply.usage(), HeaderCounts.ALL, reply.latencyMillis());
    }

    private static ObjectNode output(String text, @Nullable String stopReason) {
        ObjectNode node = Json.object();
        node.putArray("outputs").addObject().put("text", text).put("stop_reason", stopReason);
        return node;
    }
}
