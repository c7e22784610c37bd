package dev.ostiary.policy.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes JSON values as the shapes that elements of a policy have, and notes what has another one. */
public final class Shapes {
    private static final String TYPE = "DATA_TYPE_MISMATCH";

    private final Problems problems;

    public Shapes(Problems problems) {
        this.problems = problems;
    }

    @Nullable
    public String string(String element, JsonNode node) {
        if (node instanceof JsonNode.JsonString string) {
            return string.text();
        }
        mismatch(element, node, "a string");
        return null;
    }

    public JsonNode.@Nullable JsonObject object(String element, JsonNode node) {
        if (node instanceof JsonNode.JsonObject object) {
            return object;
        }
        mismatch(element, node, "an object");
        return null;
    }

    /** {@return the strings of a string or a list of strings, without what is no string} */
    public List<JsonNode.JsonString> strings(String element, JsonNode node) {
        return switch (node) {
            case JsonNode.JsonString string -> List.of(string);
            case JsonNode.JsonArray array -> {
                for (JsonNode each : array.elements()) {
                    if (!(each instanceof JsonNode.JsonString)) {
                        mismatch("an entry of " + element, each, "a string");
                    }
                }
                yield array.elements().stream()
                        .filter(JsonNode.JsonString.class::isInstance)
                        .map(JsonNode.JsonString.class::cast)
                        .toList();
            }
            case JsonNode.JsonObject ignored -> none(element, node);
            case JsonNode.JsonNumber ignored -> none(element, node);
            case JsonNode.JsonBoolean ignored -> none(element, node);
            case JsonNode.JsonNull ignored -> none(element, node);
        };
    }

    public void mismatch(String element, JsonNode node, String expected) {
        problems.syntax(
                node.position(),
                TYPE,
                "`" + element + "` must be " + expected + ", got " + node.kind(),
                "write " + expected);
    }

    private List<JsonNode.JsonString> none(String element, JsonNode node) {
        mismatch(element, node, "a string or a list of strings");
        return List.of();
    }
}
