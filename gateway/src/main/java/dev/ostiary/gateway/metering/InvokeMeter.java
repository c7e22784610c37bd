package dev.ostiary.gateway.metering;

import dev.ostiary.gateway.usage.ModelFamily;
import dev.ostiary.gateway.usage.Usage;
import io.vertx.core.MultiMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** InvokeModel: token headers first, else what the family writes into its body. */
final class InvokeMeter implements AnswerMeter {
    private final ModelFamily family;
    private final TokenCounts counts = new TokenCounts();
    private final JsonScan scan = new JsonScan(UsageFields.NATIVE, new UsageListener(counts));

    InvokeMeter(ModelFamily family) {
        this.family = family;
    }

    @Override
    public void head(MultiMap headers) {
        header(headers, "x-amzn-bedrock-input-token-count", Count.HEADER_INPUT);
        header(headers, "x-amzn-bedrock-output-token-count", Count.HEADER_OUTPUT);
        header(headers, "x-amzn-bedrock-cache-read-input-token-count", Count.HEADER_CACHE_READ);
        header(headers, "x-amzn-bedrock-cache-write-input-token-count", Count.HEADER_CACHE_WRITE);
    }

    private void header(MultiMap headers, String name, Count count) {
        List<String> values = headers.getAll(name).stream().distinct().toList();
        if (values.size() == 1) {
            counts.put(count, values.getFirst().trim());
        } else if (!values.isEmpty()) {
            counts.spoil(count);
        }
    }

    @Override
    public void body(byte[] bytes, int offset, int length) {
        if (family == ModelFamily.INPUT_ONLY && counts.has(Count.HEADER_INPUT)) {
            return; // megabytes of vectors that have nothing to add
        }
        scan.feed(bytes, offset, length);
    }

    /** Headers count even when the body broke: the model was done when it sent them. */
    @Override
    public @Nullable Usage usage(boolean whole) {
        var reckoning = new Reckoning(counts, hasNoOutput());
        Usage headers = reckoning.headers();
        if (headers != null || !scan.isComplete()) {
            return headers;
        }
        return reckoning.body();
    }

    /**
     * Whether an answer without output tokens has told everything. Of a model whose id does not say what it is, an account's own for
     * one, the whole body must show vectors or scores and no output: with anything less, the output of a text may only be missing.
     */
    private boolean hasNoOutput() {
        return family == ModelFamily.INPUT_ONLY
                || (family == ModelFamily.OTHER
                        && scan.isComplete()
                        && counts.has(Count.VECTORS_OR_SCORES)
                        && Columns.OUTPUTS.stream().noneMatch(counts::hasMoreThanZero));
    }
}
