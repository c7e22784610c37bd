package dev.ostiary.policy.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.ostiary.policy.policy.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON value strictly: no comments, no duplicate names, nothing behind the value. Duplicates are noted and
 * reading goes on; any other error ends it.
 */
public final class JsonTree {
    public static final String SYNTAX = "JSON_SYNTAX_ERROR";
    static final String DUPLICATE = "DUPLICATE_JSON_KEY";

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(100).build())
            .build();

    private final JsonParser parser;
    private final Problems problems;

    private JsonTree(JsonParser parser, Problems problems) {
        this.parser = parser;
        this.problems = problems;
    }

    /** {@return the value, null when the text is not JSON, with the reason in the problems} */
    public static @Nullable JsonNode parse(String text, Problems problems) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            JsonTree tree = new JsonTree(parser, problems);
            if (parser.nextToken() == null) {
                problems.syntax(
                        Position.NONE, SYNTAX, "expected a JSON object, found nothing", "write the policy document");
                return null;
            }
            JsonNode root = tree.read("");
            if (parser.nextToken() != null) {
                Position after = position("", parser.currentTokenLocation());
                problems.syntax(
                        after, SYNTAX, "text after the end of the document", "remove everything behind the last brace");
            }
            return root;
        } catch (JsonProcessingException malformed) {
            Position position = position("", malformed.getLocation());
            problems.syntax(position, SYNTAX, "not valid JSON: " + reason(malformed), "correct the JSON at this place");
            return null;
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory failed", impossible);
        }
    }

    /** The parser's first line, without where it thinks that the text comes from. */
    private static String reason(JsonProcessingException malformed) {
        String line = malformed.getOriginalMessage().lines().findFirst().orElse("malformed");
        int marker = line.indexOf(" (start marker at ");
        return marker < 0 ? line : line.substring(0, marker);
    }

    private JsonNode read(String pointer) throws IOException {
        Position position = position(pointer, parser.currentTokenLocation());
        return switch (parser.currentToken()) {
            case START_OBJECT -> readObject(pointer, position);
            case START_ARRAY -> readArray(pointer, position);
            case VALUE_STRING -> new JsonNode.JsonString(parser.getText(), position);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNode.JsonNumber(parser.getText(), position);
            case VALUE_TRUE -> new JsonNode.JsonBoolean(true, position);
            case VALUE_FALSE -> new JsonNode.JsonBoolean(false, position);
            case VALUE_NULL -> new JsonNode.JsonNull(position);
            case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new IllegalStateException("unexpected token " + parser.currentToken());
        };
    }

    private JsonNode readObject(String pointer, Position position) throws IOException {
        List<JsonNode.Member> members = new ArrayList<>();
        Set<String> names = new HashSet<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            String child = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
            Position place = position(child, parser.currentTokenLocation());
            if (!names.add(name)) {
                problems.syntax(
                        place,
                        DUPLICATE,
                        "the name `" + name + "` occurs twice in one object",
                        "join both into one, or remove one of them");
            }
            parser.nextToken();
            members.add(new JsonNode.Member(name, read(child), place));
        }
        return new JsonNode.JsonObject(members, position);
    }

    private JsonNode readArray(String pointer, Position position) throws IOException {
        List<JsonNode> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(read(pointer + "/" + elements.size()));
        }
        return new JsonNode.JsonArray(elements, position);
    }

    private static Position position(String pointer, @Nullable JsonLocation location) {
        return location == null
                ? new Position(pointer, 1, 1)
                : new Position(pointer, Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }
}
