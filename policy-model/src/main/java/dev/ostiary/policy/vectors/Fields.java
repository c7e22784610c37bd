package dev.ostiary.policy.vectors;

import dev.ostiary.policy.json.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the members of a JSON object of a vector. */
record Fields(JsonNode node) {
    @Nullable
    JsonNode find(String name) {
        return node instanceof JsonNode.JsonObject object ? object.find(name) : null;
    }

    JsonNode get(String name) {
        JsonNode found = find(name);
        if (found == null) {
            throw new VectorException("the vector has no `" + name + "`");
        }
        return found;
    }

    @Nullable
    String findText(String name) {
        return find(name) instanceof JsonNode.JsonString string ? string.text() : null;
    }

    String text(String name) {
        String text = findText(name);
        if (text == null) {
            throw new VectorException("the vector has no text `" + name + "`");
        }
        return text;
    }

    Fields object(String name) {
        return new Fields(get(name));
    }

    /** {@return the elements of a list; empty when there is no such list} */
    List<JsonNode> list(String name) {
        return find(name) instanceof JsonNode.JsonArray array ? array.elements() : List.of();
    }

    /** {@return the strings of a list; empty when there is no such list} */
    List<String> texts(String name) {
        return texts(find(name));
    }

    List<JsonNode.Member> members(String name) {
        return find(name) instanceof JsonNode.JsonObject object ? object.members() : List.of();
    }

    boolean isTrue(String name) {
        return find(name) instanceof JsonNode.JsonBoolean bool && bool.value();
    }

    static List<String> texts(@Nullable JsonNode node) {
        return switch (node) {
            case null -> List.of();
            case JsonNode.JsonString string -> List.of(string.text());
            case JsonNode.JsonArray array ->
                array.elements().stream().flatMap(each -> texts(each).stream()).toList();
            case JsonNode.JsonNumber number -> List.of(number.text());
            case JsonNode.JsonBoolean bool -> List.of(Boolean.toString(bool.value()));
            case JsonNode.JsonObject ignored -> List.of();
            case JsonNode.JsonNull ignored -> List.of();
        };
    }
}
