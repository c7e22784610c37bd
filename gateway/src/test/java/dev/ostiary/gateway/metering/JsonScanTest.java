package dev.ostiary.gateway.metering;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.gateway.usage.Usage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScanTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> NAMES = List.of(
            "usage",
            "inputTokens",
            "outputTokens",
            "message",
            "metadata",
            "results",
            "tokenCount",
            "x",
            "\"us\\age\"",
            "ü",
            "");

    @Test
    void findsWhatAWholeParserFindsHoweverTheDocumentIsSplit() throws Exception {
        long seed = Long.getLong("ostiary.seed", 1);
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            JsonNode document = randomObject(random, 4);
            byte[] bytes = (random.nextBoolean() ? document.toPrettyString() : document.toString())
                    .getBytes(StandardCharsets.UTF_8);
            var counts = new TokenCounts();
            var scan = new JsonScan(UsageFields.NATIVE, new UsageListener(counts));

            for (int at = 0; at < bytes.length; ) {
                int length = Math.min(bytes.length - at, 1 + random.nextInt(9));
                scan.feed(bytes, at, length);
                at += length;
            }

            assertThat(scan.isComplete()).as("seed %d: %s", seed, document).isTrue();
            JsonNode usage = document.path("usage");
            if (document.path("metadata").path("usage").isMissingNode()
                    && document.path("message").path("usage").isMissingNode()) {
                assertFigure(counts, Count.INPUT, usage.path("inputTokens"), seed, document);
                assertFigure(counts, Count.OUTPUT, usage.path("outputTokens"), seed, document);
            }
        }
    }

    private static void assertFigure(TokenCounts counts, Count count, JsonNode value, long seed, JsonNode document) {
        boolean present = !value.isMissingNode() && !value.isNull();
        boolean good = value.isIntegralNumber() && value.asLong() >= 0 && value.asLong() <= Usage.LARGEST_COUNT;
        assertThat(counts.has(count)).as("seed %d: %s", seed, document).isEqualTo(present);
        assertThat(counts.isBad(count)).as("seed %d: %s", seed, document).isEqualTo(present && !good);
        assertThat(counts.get(count)).as("seed %d: %s", seed, document).isEqualTo(good ? value.asLong() : 0);
    }

    private static ObjectNode randomObject(Random random, int depth) {
        ObjectNode object = MAPPER.createObjectNode();
        for (int i = random.nextInt(5); i > 0; i--) {
            object.set(NAMES.get(random.nextInt(NAMES.size())), randomValue(random, depth - 1));
        }
        return object;
    }

    private static JsonNode randomValue(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 7)) {
            case 0 -> MAPPER.getNodeFactory().numberNode(random.nextInt(1000));
            case 1 -> MAPPER.getNodeFactory().numberNode(random.nextLong());
            case 2 -> MAPPER.getNodeFactory().numberNode(random.nextDouble());
            case 3 -> MAPPER.getNodeFactory().textNode("\"}],{\\\"usage\\\":" + "é\n\\".repeat(random.nextInt(40)));
            case 4 -> MAPPER.getNodeFactory().booleanNode(random.nextBoolean());
            case 5 -> MAPPER.getNodeFactory().nullNode();
            case 6 -> MAPPER.getNodeFactory().textNode("");
            case 7 -> {
                ArrayNode array = MAPPER.createArrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(randomValue(random, depth - 1));
                }
                yield array;
            }
            default -> randomObject(random, depth);
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{]",
                "[}",
                "{,}",
                "{\"a\" 1}",
                "{\"a\":}",
                "{\"a\":tru}",
                "{\"a\":1,}",
                "{} {}",
                "}",
                "{\"a\":'x'}",
                "{a:1}",
                "[1 2]",
                "[,]"
            })
    void whatIsNoJsonIsNeverComplete(String text) {
        assertThat(scan(text).isComplete()).isFalse();
    }

    @Test
    void aDocumentCutAnywhereIsNotComplete() {
        String text = "{\"a\":[1,{\"b\":\"c\\\"d\"},true],\"usage\":{\"inputTokens\":5}}";
        for (int length = 0; length < text.length(); length++) {
            assertThat(scan(text.substring(0, length)).isComplete())
                    .as("%d", length)
                    .isFalse();
        }
    }

    @Test
    void nestingHasABound() {
        assertThat(scan("[".repeat(512) + "]".repeat(512)).isComplete()).isTrue();
        assertThat(scan("[".repeat(513)).isMalformed()).isTrue();
        assertThat(scan("{\"a\":".repeat(1_000_000)).isMalformed()).isTrue();
    }

    private static JsonScan scan(String text) {
        var scan = new JsonScan(UsageFields.NATIVE, new UsageListener(new TokenCounts()));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        scan.feed(bytes, 0, bytes.length);
        return scan;
    }
}
