package dev.ostiary.emulator.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ostiary.emulator.exchange.AwsError;
import dev.ostiary.emulator.exchange.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** Reads prompts of the shape that Converse and Nova share: tools, system blocks, messages with content blocks. */
public final class ConverseMessages {
    private static final Set<String> ROLES = Set.of("user", "assistant", "system");

    private ConverseMessages() {}

    /** What is wrong with the messages, if anything. */
    public static Optional<AwsError> problem(JsonNode body) {
        JsonNode messages = body.path("messages");
        if (!messages.isArray()) {
            return Optional.of(AwsError.validation(
                    "1 validation error detected: Value at 'messages' failed to satisfy constraint: Member must not be"
                            + " null"));
        }
        if (messages.isEmpty()) {
            return Optional.of(
                    AwsError.validation("A conversation must start with a user message. Try again with a conversation"
                            + " that starts with a user message."));
        }
        for (JsonNode message : messages) {
            if (!ROLES.contains(message.path("role").asText())
                    || !message.path("content").isArray()
                    || message.path("content").isEmpty()) {
                return Optional.of(AwsError.validation("The content field in the Message object or its role is"
                        + " invalid. Add a role and a non-empty content list to the message and try again."));
            }
        }
        return Optional.empty();
    }

    public static Prompt read(JsonNode body) {
        PromptBuilder out = new PromptBuilder();
        body.path("toolConfig").path("tools").forEach(tool -> block(tool, "", out));
        body.path("system").forEach(system -> block(system, "", out));
        for (JsonNode message : body.path("messages")) {
            String role = message.path("role").asText();
            message.path("content").forEach(block -> block(block, role, out));
        }
        return out.build();
    }

    private static void block(JsonNode block, String role, PromptBuilder out) {
        if (block.has("cachePoint")) {
            out.cachePoint(block.path("cachePoint").path("ttl").asText("5m"));
        } else if (block.path("text").isTextual()) {
            text(block.path("text").asText(), role, out);
        } else if (block.path("guardContent").path("text").path("text").isTextual()) {
            text(block.path("guardContent").path("text").path("text").asText(), role, out);
        } else if (block.has("toolSpec") || block.has("toolResult") || block.has("toolUse")) {
            out.add(new String(Json.bytes(block), StandardCharsets.UTF_8));
        } else {
            out.addOther();
        }
    }

    private static void text(String text, String role, PromptBuilder out) {
        if (role.equals("user")) {
            out.ask(text);
        } else {
            out.add(text);
        }
    }
}
