package dev.ostiary.policy.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.policy.json.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The evaluate vectors in one quick test, which mutation testing can afford for every mutation. */
class EvaluateVectorsTest {
    @ParameterizedTest
    @ValueSource(strings = {"/vectors/iam-vectors.json", "/vectors/own-evaluations.json"})
    void everyDecisionIsAsExpected(String file) throws IOException {
        try (InputStream in = EvaluateVectorsTest.class.getResourceAsStream(file)) {
            assertThat(in).isNotNull();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(JsonText.parse(text)).isInstanceOfSatisfying(JsonText.Reading.Parsed.class, parsed -> {
                List<Fields> vectors = new Fields(parsed.root())
                        .list("vectors").stream()
                                .map(Fields::new)
                                .filter(vector -> vector.text("kind").equals("evaluate"))
                                .toList();
                assertThat(vectors).hasSizeGreaterThan(150);
                assertThat(vectors)
                        .allSatisfy(vector -> assertThat(EvaluateVector.answer(vector))
                                .as(vector.text("id"))
                                .isEqualTo("\"decision\":\""
                                        + vector.object("expected").text("decision") + "\""));
            });
        }
    }
}
