package dev.ostiary.policy.json;

import dev.ostiary.policy.policy.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes a JSON object member by member, in order. Mutable; for one thread. */
public final class JsonBuilder {
    private final List<JsonNode.Member> members = new ArrayList<>();

    private JsonBuilder() {}

    /** {@return a builder of an object without members} */
    public static JsonBuilder object() {
        return new JsonBuilder();
    }

    /** {@return a list of what the function makes of each element} */
    public static <T> JsonNode array(List<T> elements, Function<T, JsonNode> toNode) {
        return new JsonNode.JsonArray(elements.stream().map(toNode).toList(), Position.NONE);
    }

    /** Adds a member. */
    public JsonBuilder with(String name, JsonNode value) {
        members.add(new JsonNode.Member(name, value, Position.NONE));
        return this;
    }

    /** Adds a member when its value is known. */
    public JsonBuilder withKnown(String name, @Nullable JsonNode value) {
        return value == null ? this : with(name, value);
    }

    /** Adds a string. */
    public JsonBuilder with(String name, String value) {
        return with(name, new JsonNode.JsonString(value, Position.NONE));
    }

    /** Adds a whole number. */
    public JsonBuilder with(String name, long value) {
        return with(name, new JsonNode.JsonNumber(Long.toString(value), Position.NONE));
    }

    /** Adds a truth value. */
    public JsonBuilder with(String name, boolean value) {
        return with(name, new JsonNode.JsonBoolean(value, Position.NONE));
    }

    /** Adds a list of strings. */
    public JsonBuilder with(String name, List<String> values) {
        return with(name, array(values, value -> new JsonNode.JsonString(value, Position.NONE)));
    }

    /** {@return the object} */
    public JsonNode build() {
        return new JsonNode.JsonObject(members, Position.NONE);
    }
}
