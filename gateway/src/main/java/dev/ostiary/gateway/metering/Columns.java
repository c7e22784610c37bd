package dev.ostiary.gateway.metering;

import java.util.List;
import java.util.stream.Stream;

/**
 * Which figures of one source make up a usage.
 *
 * @param mayHoldCached whether the input may include cached tokens, as OpenAI's does when it gives {@code …_tokens_details}
 * @param hasTotal whether {@link Count#TOTAL} belongs to this source
 */
record Columns(Count input, Count output, Count cacheRead, Count cacheWrite, boolean mayHoldCached, boolean hasTotal) {
    static final Columns HEADERS =
            plain(Count.HEADER_INPUT, Count.HEADER_OUTPUT, Count.HEADER_CACHE_READ, Count.HEADER_CACHE_WRITE);
    static final Columns METRICS =
            plain(Count.METRIC_INPUT, Count.METRIC_OUTPUT, Count.METRIC_CACHE_READ, Count.METRIC_CACHE_WRITE);
    static final Columns TOKENS =
            new Columns(Count.INPUT, Count.OUTPUT, Count.CACHE_READ, Count.CACHE_WRITE, true, true);

    /** The members of native answers, in the order in which they are looked for. */
    static final List<Columns> NATIVE = List.of(
            new Columns(Count.PROMPT, Count.COMPLETION, Count.NONE, Count.NONE, true, true),
            TOKENS,
            plain(Count.LLAMA_INPUT, Count.LLAMA_OUTPUT, Count.NONE, Count.NONE),
            plain(Count.TITAN_INPUT, Count.TITAN_OUTPUT, Count.NONE, Count.NONE),
            plain(Count.TITAN_INPUT, Count.TITAN_RESULTS, Count.NONE, Count.NONE),
            plain(Count.EMBEDDING_INPUT, Count.NONE, Count.NONE, Count.NONE));

    /** Every figure of output that a body or a header can hold. */
    static final List<Count> OUTPUTS = Stream.concat(Stream.of(HEADERS), NATIVE.stream())
            .map(Columns::output)
            .toList();

    private static Columns plain(Count input, Count output, Count cacheRead, Count cacheWrite) {
        return new Columns(input, output, cacheRead, cacheWrite, false, false);
    }

    /** Headers and metrics: what they do not say of the cache, the body may. */
    boolean mayLeaveCacheOut() {
        return cacheRead != Count.NONE && !mayHoldCached;
    }

    /** Every figure that must be good. */
    List<Count> all() {
        var plain =
                List.of(input, output, cacheRead, cacheWrite, Count.CACHE_WRITE_1H, Count.CACHE_WRITE_5M, Count.IMAGES);
        var more = List.of(Count.CACHED_INSIDE, Count.WRITTEN_INSIDE, Count.TOTAL);
        return mayHoldCached ? Stream.concat(plain.stream(), more.stream()).toList() : plain;
    }
}
