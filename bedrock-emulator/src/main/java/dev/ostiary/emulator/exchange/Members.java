package dev.ostiary.emulator.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/**
 * Reads a small JSON object that a person wrote. Each method throws `IllegalArgumentException` with a text for that
 * person when the member has the wrong type.
 */
public record Members(JsonNode node) {
    /** Refuses members that nobody reads, so that a slip of the pen does not go unnoticed. */
    public void onlyAmong(List<String> names) {
        Set<String> known = Set.copyOf(names);
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("unknown member `" + name + "`, expected one of " + names);
            }
        });
    }

    public String text(String name, String otherwise) {
        JsonNode value = node.path(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException("`" + name + "` must be a string");
        }
        return value.asText();
    }

    public int number(String name, int otherwise) {
        JsonNode value = node.path(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new IllegalArgumentException("`" + name + "` must be a whole number");
        }
        return value.asInt();
    }

    public boolean flag(String name) {
        JsonNode value = node.path(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw new IllegalArgumentException("`" + name + "` must be true or false");
        }
        return value.asBoolean();
    }

    /** The members `operation` and `model`, both optional. */
    public Selector selector() {
        return new Selector(text("operation", ""), text("model", ""));
    }
}
