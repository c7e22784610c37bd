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
     * {@return the answers, computed one by one as the stream is read}
     *
     * @param text the whole file
     * @throws IllegalArgumentException when the text is not a file of this format; the message says why
     */
    public static Stream<String> answer(String text) {
        return switch (JsonText.parse(text)) {
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
        return file.list("vectors").stream().map(Fields::new);
    }

    private String answerOne(Fields vector) {
        String given = vector.findText("id");
        String id = JsonText.quote(given == null ? "" : given);
        try {
            return "{\"id\":" + id + "," + answerFields(vector) + "}";
        } catch (VectorException unusable) {
            return "{\"id\":" + id + ",\"error\":" + JsonText.quote(unusable.getMessage()) + "}";
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
