package dev.ostiary.emulator.family;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.emulator.exchange.Json;
import dev.ostiary.emulator.text.Tokens;
import dev.ostiary.emulator.text.Usage;
import java.util.ArrayList;
import java.util.List;

/** Cohere Embed v3 and v4: no usage in the body, only in the header. */
final class CohereEmbedding implements Family {
    private static final int V3_DIMENSIONS = 1_024;
    private static final int V4_DIMENSIONS = 1_536;
    private static final int LATENCY_MILLIS = 40;

    @Override
    public Outcome answer(ObjectNode body, Turn turn) {
        if (!body.path("texts").isArray() || body.path("texts").isEmpty()) {
            return Family.missing("texts");
        }
        if (!body.path("input_type").isTextual()) {
            return Family.missing("input_type");
        }
        List<String> texts = new ArrayList<>();
        body.path("texts").forEach(text -> texts.add(text.asText()));
        boolean v4 = turn.modelId().contains("embed-v4");
        int dimensions = v4 ? body.path("output_dimension").asInt(V4_DIMENSIONS) : V3_DIMENSIONS;
        ArrayNode vectors = Json.array();
        texts.forEach(text -> vectors.add(Vectors.of(text, Math.clamp(dimensions, 1, V4_DIMENSIONS))));
        ObjectNode answer = Json.object().put("id", turn.answerId());
        boolean byType = v4 || body.has("embedding_types");
        if (byType) {
            answer.putObject("embeddings").set("float", vectors);
        } else {
            answer.set("embeddings", vectors);
        }
        answer.put("response_type", byType ? "embeddings_by_type" : "embeddings_floats");
        answer.set("texts", body.path("texts"));
        int tokens = texts.stream().mapToInt(Tokens::count).sum();
        return new Outcome.Answered(
                answer, List.of(), new Usage(tokens, 0, 0, 0, ""), HeaderCounts.INPUT, LATENCY_MILLIS);
    }
}
