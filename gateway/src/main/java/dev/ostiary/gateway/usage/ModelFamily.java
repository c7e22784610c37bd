package dev.ostiary.gateway.usage;

import java.util.Locale;

/**
 * What a model's native answers are known to hold. It decides two things only: whether a stream without invocation metrics was cut
 * off, and whether an answer without output tokens can be complete.
 */
public enum ModelFamily {
    /** Claude, Nova, Llama, Mistral, Titan Text: text whose streams always end with invocation metrics. */
    TEXT_WITH_METRICS,
    /** Embedding and reranking models: vectors or scores, so input tokens only. */
    INPUT_ONLY,
    /** Image models: images, no tokens. */
    IMAGES,
    /** Any other or unknown model: nothing is taken for granted, so no error is invented for what its streams leave out. */
    OTHER;

    /** The family of a foundation model; {@link #OTHER} for account-owned models, whose names their owners choose. */
    public static ModelFamily of(String canonicalModelId) {
        String id = canonicalModelId.toLowerCase(Locale.ROOT);
        if (id.indexOf('/') >= 0) {
            return OTHER;
        }
        if (id.contains("embed") || id.contains("rerank")) {
            return INPUT_ONLY;
        }
        if (id.startsWith("stability.") || id.startsWith("amazon.nova-canvas") || id.startsWith("amazon.titan-image")) {
            return IMAGES;
        }
        boolean metrics = id.startsWith("anthropic.claude")
                || id.startsWith("amazon.nova")
                || id.startsWith("amazon.titan-text")
                || id.startsWith("meta.llama")
                || id.startsWith("mistral.");
        return metrics ? TEXT_WITH_METRICS : OTHER;
    }

    public boolean streamsEndWithMetrics() {
        return this == TEXT_WITH_METRICS;
    }
}
