package dev.ostiary.gateway.metering;

import dev.ostiary.gateway.metering.JsonField.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the answers of all families keep their figures. */
final class UsageFields {
    private static final JsonField CACHE_DETAILS = JsonField.sum(
            Count.CACHE_WRITE_1H,
            new JsonField(
                    Role.CACHE_DETAIL,
                    Count.DETAIL,
                    Map.of(
                            "inputTokens", JsonField.figure(Count.DETAIL),
                            "ttl", JsonField.leaf(Role.CACHE_TTL, Count.NONE)),
                    null));

    /** Input side of {@code usage}: all that Claude's {@code message_start} can know. */
    private static final Map<String, JsonField> INPUT_SIDE = Map.of(
            "inputTokens", JsonField.figure(Count.INPUT),
            "input_tokens", JsonField.figure(Count.INPUT),
            "cacheReadInputTokens", JsonField.figure(Count.CACHE_READ),
            "cacheReadInputTokenCount", JsonField.figure(Count.CACHE_READ),
            "cache_read_input_tokens", JsonField.figure(Count.CACHE_READ),
            "cacheWriteInputTokens", JsonField.figure(Count.CACHE_WRITE),
            "cacheWriteInputTokenCount", JsonField.figure(Count.CACHE_WRITE),
            "cache_creation_input_tokens", JsonField.figure(Count.CACHE_WRITE),
            "cache_creation",
                    JsonField.path(Map.of(
                            "ephemeral_5m_input_tokens", JsonField.figure(Count.CACHE_WRITE_5M),
                            "ephemeral_1h_input_tokens", JsonField.figure(Count.CACHE_WRITE_1H))),
            "cacheDetails", CACHE_DETAILS);

    private static final JsonField USAGE = usage();

    /** Converse's answer and the {@code metadata} event. Whatever else an answer holds is the model's or the guardrail's. */
    static final JsonField CONVERSE = JsonField.path(Map.of("usage", USAGE));

    /** A native body, or a native event inside a chunk. */
    static final JsonField NATIVE = nativeAnswer();

    private UsageFields() {}

    private static JsonField usage() {
        var members = new HashMap<>(INPUT_SIDE);
        members.put("outputTokens", JsonField.figure(Count.OUTPUT));
        members.put("output_tokens", JsonField.figure(Count.OUTPUT));
        members.put("totalTokens", JsonField.figure(Count.TOTAL));
        members.put("total_tokens", JsonField.figure(Count.TOTAL));
        members.put("prompt_tokens", JsonField.figure(Count.PROMPT));
        members.put("completion_tokens", JsonField.figure(Count.COMPLETION));
        var inside = JsonField.path(Map.of(
                "cached_tokens", JsonField.figure(Count.CACHED_INSIDE),
                "cache_write_tokens", JsonField.figure(Count.WRITTEN_INSIDE)));
        members.put("prompt_tokens_details", inside);
        members.put("input_tokens_details", inside);
        return JsonField.path(members);
    }

    private static JsonField nativeAnswer() {
        var members = new HashMap<String, JsonField>();
        members.put("usage", USAGE);
        members.put("metadata", JsonField.path(Map.of("usage", USAGE)));
        members.put("message", JsonField.path(Map.of("usage", JsonField.path(INPUT_SIDE))));
        members.put(
                "amazon-bedrock-invocationMetrics",
                JsonField.path(Map.of(
                        "inputTokenCount", JsonField.figure(Count.METRIC_INPUT),
                        "outputTokenCount", JsonField.figure(Count.METRIC_OUTPUT),
                        "cacheReadInputTokenCount", JsonField.figure(Count.METRIC_CACHE_READ),
                        "cacheWriteInputTokenCount", JsonField.figure(Count.METRIC_CACHE_WRITE))));
        members.put("prompt_token_count", JsonField.figure(Count.LLAMA_INPUT));
        members.put("generation_token_count", JsonField.figure(Count.LLAMA_OUTPUT));
        members.put("inputTextTokenCount", JsonField.figure(Count.TITAN_INPUT));
        members.put("totalOutputTextTokenCount", JsonField.figure(Count.TITAN_OUTPUT));
        var mark = JsonField.leaf(Role.MARK, Count.VECTORS_OR_SCORES);
        var results = Map.of("tokenCount", JsonField.leaf(Role.ADDEND, Count.TITAN_RESULTS), "relevance_score", mark);
        members.put("results", JsonField.sum(Count.TITAN_RESULTS, JsonField.path(results)));
        members.put("inputTokenCount", JsonField.figure(Count.EMBEDDING_INPUT));
        List.of("embedding", "embeddings", "embeddingsByType").forEach(vectors -> members.put(vectors, mark));
        members.put("images", JsonField.items(Count.IMAGES));
        members.put("type", JsonField.leaf(Role.EVENT_TYPE, Count.NONE));
        members.put("messageStart", JsonField.leaf(Role.OPENING_EVENT, Count.NONE));
        return JsonField.path(members);
    }
}
