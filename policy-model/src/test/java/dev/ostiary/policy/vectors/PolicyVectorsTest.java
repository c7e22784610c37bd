package dev.ostiary.policy.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ostiary.policy.json.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PolicyVectorsTest {
    @TestFactory
    Stream<DynamicTest> everyGivenVectorIsAnsweredAsExpected() {
        return tests("/vectors/iam-vectors.json");
    }

    @TestFactory
    Stream<DynamicTest> everyOwnLintVectorIsAnsweredAsExpected() {
        return tests("/lint/own-vectors.json");
    }

    @TestFactory
    Stream<DynamicTest> everyOwnEvaluationAndDocumentIsAnsweredAsExpected() {
        return tests("/vectors/own-evaluations.json");
    }

    @TestFactory
    Stream<DynamicTest> everyOwnComparisonIsAnsweredAsExpected() {
        return tests("/vectors/own-comparisons.json");
    }

    @Test
    void everyVectorGetsOneLine() {
        String file = file("/vectors/iam-vectors.json");

        assertThat(PolicyVectors.answer(file)).hasSameSizeAs(vectors(file)).hasSizeGreaterThan(200);
    }

    @Test
    void anIdComesBackAsItWasAndAMissingOneAsNull() {
        String file =
                "\uFEFF{\"format\":\"iam-vectors/1\",\"vectors\":[{\"id\":7,\"kind\":\"x\"},{\"kind\":\"validate\","
                        + "\"policyType\":\"identity\",\"text\":\"\uFEFF{}\"},8]}";

        List<PolicyVectors.Answer> answers = PolicyVectors.answer(file).toList();

        assertThat(answers).extracting(PolicyVectors.Answer::answered).containsExactly(false, true, false);
        assertThat(answers.get(0).line()).isEqualTo("{\"id\":7,\"error\":\"unknown kind `x`\"}");
        assertThat(answers.get(1).line()).startsWith("{\"id\":null,\"valid\":false");
        assertThat(answers.get(2).line()).startsWith("{\"id\":null,\"error\"");
    }

    @Test
    void aFileWithoutAListOfVectorsIsNone() {
        assertThatThrownBy(() -> PolicyVectors.answer("{\"format\":\"iam-vectors/1\",\"vectors\":{}}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`vectors`");
    }

    private static Stream<DynamicTest> tests(String name) {
        String file = file(name);
        Iterator<PolicyVectors.Answer> answers = PolicyVectors.answer(file).iterator();
        List<DynamicTest> tests = new ArrayList<>();
        for (Fields vector : vectors(file)) {
            Fields answer = parse(answers.next().line());
            String title = vector.text("id") + " " + vector.findText("covers");
            tests.add(DynamicTest.dynamicTest(title, () -> check(vector, answer)));
        }
        return tests.stream();
    }

    private static void check(Fields vector, Fields answer) {
        Fields expected = vector.object("expected");
        assertThat(answer.findText("error")).isNull();
        switch (vector.text("kind")) {
            case "evaluate" -> assertThat(answer.text("decision")).isEqualTo(expected.text("decision"));
            case "validate" -> {
                assertThat(JsonText.write(answer.get("valid"))).isEqualTo(JsonText.write(expected.get("valid")));
                assertThat(answer.findText("code")).isEqualTo(expected.findText("code"));
            }
            case "lint" ->
                assertThat(answer.texts("findings"))
                        .containsAll(expected.texts("report"))
                        .noneMatch(rule -> expected.texts("notReport").contains(rule));
            default -> assertThat(answer.text("result")).isEqualTo(expected.text("result"));
        }
    }

    private static List<Fields> vectors(String file) {
        return parse(file).list("vectors").stream().map(Fields::new).toList();
    }

    private static Fields parse(String json) {
        return switch (JsonText.parse(json)) {
            case JsonText.Reading.Parsed parsed -> new Fields(parsed.root());
            case JsonText.Reading.Malformed malformed -> throw new AssertionError(malformed.problems());
        };
    }

    private static String file(String name) {
        try (InputStream in = PolicyVectorsTest.class.getResourceAsStream(name)) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
