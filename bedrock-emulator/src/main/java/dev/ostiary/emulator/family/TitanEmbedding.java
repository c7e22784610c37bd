package dev.ostiary.emulator.family;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.emulator.exchange.Json;
import dev.ostiary.emulator.text.Tokens;
import dev.ostiary.emulator.text.Usage;
import java.util.List;
import java.util.Set;

/** Titan text embeddings, versions 1 and 2. */
final class TitanEmbedding implements Family {
    private static final int V1_DIMENSIONS = 1_536;
    private static final int V2_DIMENSIONS = 1_024;
    private static final Set<Integer> V2_CHOICE = Set.of(256, 512, V2_DIMENSIONS);
    private static final int LATENCY_MILLIS = 40;

    @Override
    public Outcome answer(ObjectNode body, Turn turn) {
        if (!body.path("inputText").isTextual()) {
            return Family.missing("inputText");
        }
        boolean first = turn.modelId().endsWith("v1");
        int dimensions = first ? V1_DIMENSIONS : body.path("dimensions").asInt(V2_DIMENSIONS);
        if (!first && !V2_CHOICE.contains(dimensions)) {
            return Family.malformed("#/dimensions: " + dimensions + " is not one of 256, 512, 1024");
        }
        String text = body.path("inputText").asText();
        int tokens = Tokens.count(text);
        ObjectNode answer = Json.object();
        answer.set("embedding", Vectors.of(text, dimensions));
        if (!first) {
            answer.putObject("embeddingsByType").set("float", Vectors.of(text, dimensions));
        }
        answer.put("inputTextTokenCount", tokens);
        return new Outcome.Answered(
                answer, List.of(), new Usage(tokens, 0, 0, 0, ""), HeaderCounts.INPUT, LATENCY_MILLIS);
    }
}
