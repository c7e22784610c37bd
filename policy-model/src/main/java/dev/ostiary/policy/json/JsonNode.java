package dev.ostiary.policy.json;

import dev.ostiary.policy.policy.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JSON value with its place. Numbers keep their own spelling. */
public sealed interface JsonNode {
    /** {@return where the value begins} */
    Position position();

    /** One member of an object; the position is that of the name. */
    record Member(String name, JsonNode value, Position position) {}

    /** An object with its members in the order written; a name that occurs twice stands there twice. */
    record JsonObject(List<Member> members, Position position) implements JsonNode {
        public JsonObject {
            members = List.copyOf(members);
        }

        /** {@return the value of the first member of this name, null when there is none} */
        public @Nullable JsonNode find(String name) {
            return members.stream()
                    .filter(member -> member.name().equals(name))
                    .map(Member::value)
                    .findFirst()
                    .orElse(null);
        }
    }

    /** A list. */
    record JsonArray(List<JsonNode> elements, Position position) implements JsonNode {
        public JsonArray {
            elements = List.copyOf(elements);
        }
    }

    /** A string, without quotes and escapes. */
    record JsonString(String text, Position position) implements JsonNode {}

    /** A number as it is spelled. */
    record JsonNumber(String text, Position position) implements JsonNode {}

    /** True or false. */
    record JsonBoolean(boolean value, Position position) implements JsonNode {}

    /** The word {@code null}, never Java's. */
    record JsonNull(Position position) implements JsonNode {}

    /** {@return what kind of value this is, for messages} */
    default String kind() {
        return switch (this) {
            case JsonObject ignored -> "an object";
            case JsonArray ignored -> "a list";
            case JsonString ignored -> "a string";
            case JsonNumber ignored -> "a number";
            case JsonBoolean ignored -> "a boolean";
            case JsonNull ignored -> "null";
        };
    }
}
