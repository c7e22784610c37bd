package dev.ostiary.emulator.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The one place that configures Jackson. */
public final class Json {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a tree always has a JSON form", e);
        }
    }

    /** The JSON object in these bytes, or empty when they hold anything else. */
    public static Optional<ObjectNode> parseObject(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * The objects in a JSON array, or the one object that stands alone.
     *
     * @throws IllegalArgumentException when the bytes hold anything else
     */
    public static List<JsonNode> parseList(byte[] bytes) {
        try {
            JsonNode node = MAPPER.readTree(bytes);
            List<JsonNode> list = new ArrayList<>();
            (node.isArray() ? node : MAPPER.createArrayNode().add(node)).forEach(list::add);
            if (!list.stream().allMatch(JsonNode::isObject)) {
                throw new IllegalArgumentException("expected a JSON object or a list of objects");
            }
            return list;
        } catch (IOException e) {
            throw new IllegalArgumentException("expected JSON: " + e.getMessage(), e);
        }
    }
}
