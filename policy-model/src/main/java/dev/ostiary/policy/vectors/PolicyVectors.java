package dev.ostiary.policy.vectors;

import dev.ostiary.policy.json.JsonNode;
import dev.ostiary.policy.json.JsonText;
import java.util.stream.Stream;

/**
 * Answers a file of {@code iam-vectors/1}: one JSON line per vector, in the file's order. A vector that cannot be answered
 * gets a line with {@code "error"}, and the others are still answered.
 */
public final class PolicyVectors {
    private static final String FORMAT = "iam-vectors/1";

    private final LintVector lint = new LintVector();
    private final CompareVector compare = new CompareVector();

    private PolicyVectors() {}

    /**
     * What a vector was answered.
     *
     * @param line one JSON object
     * @param answered false when the line says why the vector cannot be answered
     */
    public record Answer(String line, boolean answered) {}

    /**
     * {@return the answers, computed one by one as the stream is read}
     *
     * @param text the whole file; a byte order mark before it is passed over, since editors write it without being asked
     * @throws IllegalArgumentException when the text is not a file of this format; the message says why
     */
    public static Stream<Answer> answer(String text) {
        return switch (JsonText.parse(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
            case JsonText.Reading.Malformed malformed ->
                throw new IllegalArgumentException(
                        malformed.problems().getFirst().message());
            case JsonText.Reading.Parsed parsed -> {
                PolicyVectors vectors = new PolicyVectors();
                yield vectors(new Fields(parsed.root())).map(vectors::answerOne);
            }
        };
    }

    private static Stream<Fields> vectors(Fields file) {
        if (!FORMAT.equals(file.findText("format"))) {
            throw new IllegalArgumentException("expected `\"format\": \"" + FORMAT + "\"`");
        }
        if (!(file.find("vectors") instanceof JsonNode.JsonArray vectors)) {
            throw new IllegalArgumentException("expected a list `vectors`");
        }
        return vectors.elements().stream().map(Fields::new);
    }

    /** The id comes back as the JSON value that it was; null when there was none. */
    private Answer answerOne(Fields vector) {
        JsonNode given = vector.find("id");
        String id = given == null ? "null" : JsonText.write(given);
        try {
            return new Answer("{\"id\":" + id + "," + answerFields(vector) + "}", true);
        } catch (VectorException unusable) {
            return new Answer("{\"id\":" + id + ",\"error\":" + JsonText.quote(unusable.getMessage()) + "}", false);
        }
    }

    private String answerFields(Fields vector) {
        String kind = vector.text("kind");
        return switch (kind) {
            case "evaluate" -> EvaluateVector.answer(vector);
            case "validate" -> ValidateVector.answer(vector);
            case "lint" -> lint.answer(vector);
            case "compare" -> compare.compare(vector);
            case "access-not-granted" -> compare.accessNotGranted(vector);
            default -> throw new VectorException("unknown kind `" + kind + "`");
        };
    }

    static String policyText(JsonNode policy) {
        return policy instanceof JsonNode.JsonString string ? string.text() : JsonText.write(policy);
    }
}
