package dev.ostiary.policy.json;

import java.util.List;
import java.util.stream.Collectors;

/** Reads any JSON text strictly and writes JSON values compactly. */
public final class JsonText {
    private JsonText() {}

    /** What came of reading a text. */
    public sealed interface Reading {
        /** The text is one JSON value. */
        record Parsed(JsonNode root) implements Reading {}

        /** The text is no JSON, or has a name twice in one object; at least one problem. */
        record Malformed(List<PolicyProblem> problems) implements Reading {}
    }

    /** {@return the value of this text, or what is wrong with it; duplicate names are wrong} */
    public static Reading parse(String text) {
        Problems problems = new Problems();
        JsonNode root = JsonTree.parse(text, problems);
        return root == null || !problems.isEmpty()
                ? new Reading.Malformed(problems.inOrder())
                : new Reading.Parsed(root);
    }

    /** {@return the value as compact JSON} */
    public static String write(JsonNode node) {
        return switch (node) {
            case JsonNode.JsonObject object ->
                object.members().stream()
                        .map(member -> quote(member.name()) + ":" + write(member.value()))
                        .collect(Collectors.joining(",", "{", "}"));
            case JsonNode.JsonArray array ->
                array.elements().stream().map(JsonText::write).collect(Collectors.joining(",", "[", "]"));
            case JsonNode.JsonString string -> quote(string.text());
            case JsonNode.JsonNumber number -> number.text();
            case JsonNode.JsonBoolean bool -> Boolean.toString(bool.value());
            case JsonNode.JsonNull ignored -> "null";
        };
    }

    /** {@return the value as JSON with two spaces per level; empty objects and lists on one line} */
    public static String writeIndented(JsonNode node) {
        return indented(node, "\n");
    }

    private static String indented(JsonNode node, String lineStart) {
        String deeper = lineStart + "  ";
        return switch (node) {
            case JsonNode.JsonObject object
            when !object.members().isEmpty() ->
                object.members().stream()
                        .map(member -> deeper + quote(member.name()) + ": " + indented(member.value(), deeper))
                        .collect(Collectors.joining(",", "{", lineStart + "}"));
            case JsonNode.JsonArray array
            when !array.elements().isEmpty() ->
                array.elements().stream()
                        .map(element -> deeper + indented(element, deeper))
                        .collect(Collectors.joining(",", "[", lineStart + "]"));
            case JsonNode.JsonObject ignored -> "{}";
            case JsonNode.JsonArray ignored -> "[]";
            case JsonNode.JsonString ignored -> write(node);
            case JsonNode.JsonNumber ignored -> write(node);
            case JsonNode.JsonBoolean ignored -> write(node);
            case JsonNode.JsonNull ignored -> write(node);
        };
    }

    /** {@return the text as a JSON string, quotes included} */
    public static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < 0x20 || Character.isSurrogate(c)) {
                        quoted.append("\\u%04x".formatted((int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
