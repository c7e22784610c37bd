package dev.ostiary.gateway.metering;

import dev.ostiary.gateway.usage.Usage;
import dev.ostiary.gateway.usage.UsageSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns figures into usage. The sources are tried in a fixed order, each one by itself: figures of two sources are never added up.
 * Bad or contradictory figures of the first source that says anything make the usage unknown; no lower source is believed instead.
 */
final class Reckoning {
    private final TokenCounts counts;
    private final boolean outputMayMiss;

    /** @param outputMayMiss whether an answer without output tokens has none; else its output is not known */
    Reckoning(TokenCounts counts, boolean outputMayMiss) {
        this.counts = counts;
        this.outputMayMiss = outputMayMiss;
    }

    @Nullable
    Usage converse() {
        return reckon(Columns.TOKENS, UsageSource.CONVERSE);
    }

    @Nullable
    Usage headers() {
        return reckon(Columns.HEADERS, UsageSource.HEADERS);
    }

    @Nullable
    Usage metrics() {
        return reckon(Columns.METRICS, UsageSource.INVOCATION_METRICS);
    }

    /** The families' own members, OpenAI's shape first: it is the one in which `prompt` includes what was cached. */
    @Nullable
    Usage body() {
        for (Columns columns : Columns.NATIVE) {
            Usage usage = reckon(columns, UsageSource.BODY);
            if (usage != null) {
                return usage;
            }
        }
        if (counts.has(Count.IMAGES)) {
            return counts.isBad(Count.IMAGES)
                    ? bad(Count.IMAGES)
                    : new Usage.Known(0, 0, 0, 0, 0, counts.get(Count.IMAGES), UsageSource.BODY);
        }
        return null;
    }

    private @Nullable Usage reckon(Columns columns, UsageSource source) {
        if (!counts.has(columns.input()) || (!counts.has(columns.output()) && !outputMayMiss)) {
            return null;
        }
        for (Count count : figures(columns)) {
            if (counts.isBad(count)) {
                return bad(count);
            }
        }
        long insideRead = columns.mayHoldCached() ? counts.get(Count.CACHED_INSIDE) : 0;
        long insideWrite = columns.mayHoldCached() ? counts.get(Count.WRITTEN_INSIDE) : 0;
        long input = counts.get(columns.input()) - insideRead - insideWrite;
        long output = counts.get(columns.output());
        long written = insideWrite + written(columns);
        long writtenForAnHour = counts.get(Count.CACHE_WRITE_1H);
        if (input < 0) {
            return new Usage.Unknown("more tokens were cached than there are in the prompt");
        }
        if (writtenForAnHour > written) {
            return new Usage.Unknown("more tokens were written to the cache for an hour than were written");
        }
        if (columns.hasTotal()
                && counts.has(Count.TOTAL)
                && counts.get(Count.TOTAL) < counts.get(columns.input()) + output) {
            return new Usage.Unknown("the total is less than input and output");
        }
        long read = insideRead > 0 ? insideRead : read(columns);
        return new Usage.Known(
                input, output, read, written - writtenForAnHour, writtenForAnHour, counts.get(Count.IMAGES), source);
    }

    /** The figures of the source, and those of the body that complete it. */
    private List<Count> figures(Columns columns) {
        var figures = new ArrayList<>(columns.all());
        if (columns.mayLeaveCacheOut() && !counts.has(columns.cacheRead())) {
            figures.addAll(List.of(Count.CACHE_READ, Count.CACHED_INSIDE));
        }
        if (columns.mayLeaveCacheOut() && !counts.has(columns.cacheWrite())) {
            figures.addAll(List.of(Count.CACHE_WRITE, Count.WRITTEN_INSIDE));
        }
        return figures;
    }

    private long read(Columns columns) {
        return cached(columns, columns.cacheRead(), Count.CACHE_READ, Count.CACHED_INSIDE);
    }

    private long written(Columns columns) {
        boolean onlySplit = columns.cacheWrite() != Count.NONE
                && !counts.has(columns.cacheWrite())
                && !counts.has(Count.CACHE_WRITE)
                && (counts.has(Count.CACHE_WRITE_5M) || counts.has(Count.CACHE_WRITE_1H));
        return onlySplit
                ? counts.get(Count.CACHE_WRITE_5M) + counts.get(Count.CACHE_WRITE_1H)
                : cached(columns, columns.cacheWrite(), Count.CACHE_WRITE, Count.WRITTEN_INSIDE);
    }

    /** Headers and metrics may leave the cache out, which the body then tells: beside its input, or as parts of OpenAI's prompt. */
    private long cached(Columns columns, Count own, Count beside, Count inside) {
        if (own == Count.NONE || counts.has(own)) {
            return counts.get(own);
        }
        return counts.has(beside) || !columns.mayLeaveCacheOut() || holdsCached(columns)
                ? counts.get(beside)
                : counts.get(inside);
    }

    /**
     * Whether the input of headers or metrics, which is said to exclude cached tokens, includes them after all: with them it would be
     * more than OpenAI's whole prompt. Then they stay in the input, since no token may count twice.
     */
    private boolean holdsCached(Columns columns) {
        long prompt = counts.get(counts.has(Count.PROMPT) ? Count.PROMPT : Count.INPUT);
        return counts.get(columns.input()) + counts.get(Count.CACHED_INSIDE) + counts.get(Count.WRITTEN_INSIDE)
                > prompt;
    }

    private static Usage bad(Count count) {
        return new Usage.Unknown("the figure " + count + " is not a whole number between 0 and " + Usage.LARGEST_COUNT);
    }
}
