package dev.ostiary.emulator.family;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.emulator.exchange.Json;
import dev.ostiary.emulator.text.Prompt;
import dev.ostiary.emulator.text.Reply;
import dev.ostiary.emulator.text.Tokens;
import java.util.ArrayList;
import java.util.List;

/** Meta Llama's prompt format; token counts stand in the body and in each chunk. */
final class Llama implements Family {
    private static final int DEFAULT_MAX_TOKENS = 512;

    @Override
    public Outcome answer(ObjectNode body, Turn turn) {
        if (!body.path("prompt").isTextual()) {
            return Family.missing("prompt");
        }
        Prompt prompt = Prompt.of(body.path("prompt").asText());
        int max = body.path("max_gen_len").asInt(DEFAULT_MAX_TOKENS);
        Reply reply = turn.text().reply(turn.modelId(), prompt, max, List.of());
        ObjectNode answer =
                chunk(reply.text(), reply.usage().input(), reply.usage().output());
        answer.put("stop_reason", stopReason(reply));
        return new Outcome.Answered(answer, events(reply), reply.usage(), HeaderCounts.ALL, reply.latencyMillis());
    }

    private static List<ObjectNode> events(Reply reply) {
        List<ObjectNode> events = new ArrayList<>();
        int generated = 0;
        for (String delta : reply.deltas()) {
            generated += Tokens.count(delta);
            events.add(chunk(delta, reply.usage().input(), generated).putNull("stop_reason"));
        }
        events.add(chunk("", reply.usage().input(), generated).put("stop_reason", stopReason(reply)));
        return events;
    }

    private static ObjectNode chunk(String text, int prompt, int generated) {
        return Json.object()
                .put("generation", text)
                .put("prompt_token_count", prompt)
                .put("generation_token_count", generated);
    }

    private static String stopReason(Reply reply) {
        return reply.stop() == Reply.Stop.MAX_TOKENS ? "length" : "stop";
    }
}
