package dev.ostiary.emulator.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.emulator.exchange.Json;
import dev.ostiary.emulator.text.Prompt;
import dev.ostiary.emulator.text.PromptBuilder;
import dev.ostiary.emulator.text.Reply;
import dev.ostiary.emulator.text.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** OpenAI's chat format, which gpt-oss, Qwen, DeepSeek and others speak on Bedrock. */
final class OpenAiChat implements Family {
    private static final int DEFAULT_MAX_TOKENS = 8_192;
    private static final long CREATED = 1_760_000_000L;

    @Override
    public Outcome answer(ObjectNode body, Turn turn) {
        if (!body.path("messages").isArray() || body.path("messages").isEmpty()) {
            return Family.missing("messages");
        }
        int max =
                body.path("max_completion_tokens").asInt(body.path("max_tokens").asInt(DEFAULT_MAX_TOKENS));
        List<String> stops = new ArrayList<>();
        JsonNode stop = body.path("stop");
        if (stop.isTextual()) {
            stops.add(stop.asText());
        }
        stop.forEach(one -> stops.add(one.asText()));
        Reply reply = turn.text().reply(turn.modelId(), prompt(body.path("messages")), max, stops);
        boolean withUsage = body.path("stream_options").path("include_usage").asBoolean();
        return new Outcome.Answered(
                completion(reply, turn),
                events(reply, turn, withUsage),
                reply.usage(),
                HeaderCounts.ALL,
                reply.latencyMillis());
    }

    private static Prompt prompt(JsonNode messages) {
        PromptBuilder out = new PromptBuilder();
        for (JsonNode message : messages) {
            boolean user = message.path("role").asText().equals("user");
            JsonNode content = message.path("content");
            if (content.isTextual()) {
                text(content.asText(), user, out);
            }
            for (JsonNode part : content.isArray() ? content : Json.array()) {
                if (part.path("text").isTextual()) {
                    text(part.path("text").asText(), user, out);
                } else {
                    out.addOther();
                }
            }
        }
        return out.build();
    }

    private static void text(String text, boolean user, PromptBuilder out) {
        if (user) {
            out.ask(text);
        } else {
            out.add(text);
        }
    }

    private static ObjectNode completion(Reply reply, Turn turn) {
        ObjectNode answer = head(turn, "chat.completion");
        ObjectNode choice = answer.putArray("choices").addObject().put("index", 0);
        choice.putObject("message").put("role", "assistant").put("content", reply.text());
        choice.put("finish_reason", finishReason(reply));
        answer.set("usage", usage(reply.usage()));
        return answer;
    }

    private static List<ObjectNode> events(Reply reply, Turn turn, boolean withUsage) {
        List<ObjectNode> events = new ArrayList<>();
        events.add(chunk(turn, Json.object().put("role", "assistant").put("content", ""), null));
        reply.deltas().forEach(delta -> events.add(chunk(turn, Json.object().put("content", delta), null)));
        events.add(chunk(turn, Json.object(), finishReason(reply)));
        if (withUsage) {
            ObjectNode last = head(turn, "chat.completion.chunk");
            last.putArray("choices");
            last.set("usage", usage(reply.usage()));
            events.add(last);
        }
        return events;
    }

    private static ObjectNode chunk(Turn turn, ObjectNode delta, @Nullable String finishReason) {
        ObjectNode chunk = head(turn, "chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.put("finish_reason", finishReason);
        return chunk;
    }

    private static ObjectNode head(Turn turn, String object) {
        return Json.object()
                .put("id", "chatcmpl-" + turn.answerId())
                .put("object", object)
                .put("created", CREATED)
                .put("model", turn.modelId());
    }

    private static ObjectNode usage(Usage usage) {
        return Json.object()
                .put("prompt_tokens", usage.input())
                .put("completion_tokens", usage.output())
                .put("total_tokens", usage.total())
                .putNull("completion_tokens_details")
                .putNull("prompt_tokens_details");
    }

    private static String finishReason(Reply reply) {
        return reply.stop() == Reply.Stop.MAX_TOKENS ? "length" : "stop";
    }
}
