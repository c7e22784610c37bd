package dev.ostiary.gateway.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ostiary.gateway.route.Operation;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The reader that builds no tree against one that does. */
class BodyReaderRandomTest {
    private static final JsonMapper TREE = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"a\"",
            "\"b\"",
            "\"\\u0061\"",
            "1",
            "\"x\"",
            "null",
            " ",
            "{}",
            "[]",
            "\"a\":1",
            "\"modelId\":\"m\"",
            "\"modelId\":",
            "\"clientRequestToken\":\"t\"",
            "\"x\":{\"modelId\":\"n\"}",
            "tru");

    @Test
    void aBodyIsAcceptedExactlyWhenItIsOneObjectAndItsMembersAreThoseOfTheTree() {
        long seed = Long.getLong("ostiary.seed", 1);
        Random random = new Random(seed);
        int accepted = 0;
        for (int round = 0; round < 200_000; round++) {
            var text = new StringBuilder("{");
            int length = random.nextInt(9);
            for (int i = 0; i < length; i++) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            String body = text.append(random.nextInt(10) == 0 ? "" : "}").toString();

            BodyReading reading = BodyReader.read(Operation.START_ASYNC_INVOKE, Buffer.buffer(body));

            JsonNode tree = tree(body);
            assertThat(reading instanceof BodyFacts)
                    .as("seed %s, body %s", seed, body)
                    .isEqualTo(tree != null);
            if (reading instanceof BodyFacts facts && facts.job() != null && tree != null) {
                accepted++;
                assertThat(facts.job().modelId()).isEqualTo(tree.path("modelId").asText(""));
                assertThat(facts.job().token())
                        .isEqualTo(tree.path("clientRequestToken").asText(""));
            }
        }
        assertThat(accepted).as("accepted of seed %s", seed).isGreaterThan(1_000);
    }

    /** Null for what must be refused; both members must be strings when they are there. */
    private static @org.jspecify.annotations.Nullable JsonNode tree(String body) {
        try {
            JsonNode tree = TREE.readTree(body);
            boolean texts = (!tree.has("modelId") || tree.path("modelId").isTextual())
                    && (!tree.has("clientRequestToken")
                            || tree.path("clientRequestToken").isTextual());
            return tree.isObject() && texts ? tree : null;
        } catch (JacksonException e) {
            return null;
        }
    }
}
