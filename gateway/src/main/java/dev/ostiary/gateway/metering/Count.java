package dev.ostiary.gateway.metering;

/** The figures that answers report, by who reports them: the same word means different things in different families. */
enum Count {
    /** Headers of InvokeModel; the input excludes cached tokens. */
    HEADER_INPUT,
    HEADER_OUTPUT,
    HEADER_CACHE_READ,
    HEADER_CACHE_WRITE,

    /** {@code amazon-bedrock-invocationMetrics}; the input excludes cached tokens. */
    METRIC_INPUT,
    METRIC_OUTPUT,
    METRIC_CACHE_READ,
    METRIC_CACHE_WRITE,

    /** Converse, Nova and Claude; the input excludes cached tokens, the writes include those for one hour. */
    INPUT,
    OUTPUT,
    CACHE_READ,
    CACHE_WRITE,
    CACHE_WRITE_5M,
    CACHE_WRITE_1H,

    /** OpenAI's chat shape; the prompt includes cached tokens. */
    PROMPT,
    COMPLETION,

    /** Parts of {@link #PROMPT} or {@link #INPUT} in OpenAI's {@code …_tokens_details}. */
    CACHED_INSIDE,
    WRITTEN_INSIDE,

    /** Input and output together, of whatever family. */
    TOTAL,

    LLAMA_INPUT,
    LLAMA_OUTPUT,
    TITAN_INPUT,
    TITAN_OUTPUT,
    /** {@code results[].tokenCount}: the only figure that is summed, over the elements of one array. */
    TITAN_RESULTS,
    EMBEDDING_INPUT,
    IMAGES,

    /** No count but a mark, 0 when seen: the answer holds vectors or relevance scores, which are made without output tokens. */
    VECTORS_OR_SCORES,

    /** {@code cacheDetails[].inputTokens}, before its {@code ttl} is known. */
    DETAIL,

    /** No figure at all. */
    NONE
}
