package dev.ostiary.policy.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.policy.json.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The evaluate vectors in one quick test, which mutation testing can afford for every mutation. */
class EvaluateVectorsTest {
    @Test
    void everyDecisionIsAsExpected() throws IOException {
        try (InputStream in = EvaluateVectorsTest.class.getResourceAsStream("/vectors/iam-vectors.json")) {
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
                                .isEqualTo("\"decision\":\""
                                        + vector.object("expected").text("decision") + "\""));
            });
        }
    }
}
