package dev.ostiary.gateway.usage;

/** Where counts came from, in the order in which the sources are believed: the access log's {@code usageSource}. */
public enum UsageSource {
    /** {@code usage} of Converse, or of the {@code metadata} event of ConverseStream. */
    CONVERSE("converse"),
    /** {@code X-Amzn-Bedrock-*-Token-Count} of InvokeModel. */
    HEADERS("headers"),
    /** {@code amazon-bedrock-invocationMetrics} in the last chunk of a stream. */
    INVOCATION_METRICS("invocation-metrics"),
    /** The model family's own members in the body or in the chunks. */
    BODY("body");

    private final String label;

    UsageSource(String label) {
        this.label = label;
    }

    /** The text in the access log. */
    public String label() {
        return label;
    }
}
