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
import java.util.Locale;

/** Anthropic's Messages format. */
final class Claude implements Family {
    @Override
    public Outcome answer(ObjectNode body, Turn turn) {
        for (String member : List.of("anthropic_version", "max_tokens", "messages")) {
            if (!body.hasNonNull(member)) {
                return Family.missing(member);
            }
        }
        for (String member : List.of("model", "stream")) {
            if (body.has(member)) {
                return Family.malformed("#: extraneous key [" + member + "] is not permitted");
            }
        }
        if (!body.path("messages").isArray() || body.path("messages").isEmpty()) {
            return Family.malformed("#/messages: expected a non-empty array");
        }
        List<String> stops = new ArrayList<>();
        body.path("stop_sequences").forEach(stop -> stops.add(stop.asText()));
        Reply reply = turn.text()
                .reply(turn.modelId(), prompt(body), body.path("max_tokens").asInt(), stops);
        return new Outcome.Answered(
                message(reply, turn), events(reply, turn), reply.usage(), HeaderCounts.ALL, reply.latencyMillis());
    }

    private static Prompt prompt(JsonNode body) {
        PromptBuilder out = new PromptBuilder();
        body.path("tools").forEach(tool -> {
            out.add(tool.toString());
            cacheControl(tool, out);
        });
        content(body.path("system"), "", out);
        body.path("messages")
                .forEach(message ->
                        content(message.path("content"), message.path("role").asText(), out));
        return out.build();
    }

    private static void content(JsonNode content, String role, PromptBuilder out) {
        if (content.isTextual()) {
            text(content.asText(), role, out);
        }
        for (JsonNode block : content.isArray() ? content : Json.array()) {
            if (block.path("text").isTextual()) {
                text(block.path("text").asText(), role, out);
            } else {
                out.addOther();
            }
            cacheControl(block, out);
        }
    }

    private static void text(String text, String role, PromptBuilder out) {
        if (role.equals("user")) {
            out.ask(text);
        } else {
            out.add(text);
        }
    }

    private static void cacheControl(JsonNode block, PromptBuilder out) {
        if (block.has("cache_control")) {
            out.cachePoint(block.path("cache_control").path("ttl").asText("5m"));
        }
    }

    private static ObjectNode message(Reply reply, Turn turn) {
        ObjectNode message = head(turn);
        message.putArray("content").addObject().put("type", "text").put("text", reply.text());
        message.put("stop_reason", stopReason(reply));
        message.set("stop_sequence", stopSequence(reply));
        message.set(
                "usage", usage(reply.usage()).put("output_tokens", reply.usage().output()));
        return message;
    }

    private static List<ObjectNode> events(Reply reply, Turn turn) {
        List<ObjectNode> events = new ArrayList<>();
        ObjectNode message = head(turn);
        message.putArray("content");
        message.putNull("stop_reason").putNull("stop_sequence");
        message.set("usage", usage(reply.usage()).put("output_tokens", 1));
        events.add(Json.object().put("type", "message_start").set("message", message));
        ObjectNode start = event("content_block_start");
        start.putObject("content_block").put("type", "text").put("text", "");
        events.add(start);
        for (String delta : reply.deltas()) {
            ObjectNode event = event("content_block_delta");
            event.putObject("delta").put("type", "text_delta").put("text", delta);
            events.add(event);
        }
        events.add(event("content_block_stop"));
        ObjectNode end = Json.object().put("type", "message_delta");
        end.putObject("delta").put("stop_reason", stopReason(reply)).set("stop_sequence", stopSequence(reply));
        end.putObject("usage").put("output_tokens", reply.usage().output());
        events.add(end);
        events.add(Json.object().put("type", "message_stop"));
        return events;
    }

    private static ObjectNode event(String type) {
        return Json.object().put("type", type).put("index", 0);
    }

    private static ObjectNode head(Turn turn) {
        return Json.object()
                .put("id", "msg_bdrk_" + turn.answerId().replace("-", ""))
                .put("type", "message")
                .put("role", "assistant")
                .put("model", turn.modelId().replaceFirst("^anthropic\\.", "").replaceFirst("-v\\d+(:\\d+)?$", ""));
    }

    private static ObjectNode usage(Usage usage) {
        ObjectNode node = Json.object()
                .put("input_tokens", usage.input())
                .put("cache_creation_input_tokens", usage.cacheWrite())
                .put("cache_read_input_tokens", usage.cacheRead());
        node.putObject("cache_creation")
                .put("ephemeral_5m_input_tokens", usage.cacheWrite("5m"))
                .put("ephemeral_1h_input_tokens", usage.cacheWrite("1h"));
        return node;
    }

    private static String stopReason(Reply reply) {
        return reply.stop().name().toLowerCase(Locale.ROOT);
    }

    private static JsonNode stopSequence(Reply reply) {
        ObjectNode holder = Json.object();
        return reply.stopSequence().isEmpty() ? holder.nullNode() : holder.textNode(reply.stopSequence());
    }
}
