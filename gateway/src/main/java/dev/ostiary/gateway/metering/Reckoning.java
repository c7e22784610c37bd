package dev.ostiary.gateway.metering;

import dev.ostiary.gateway.usage.Usage;
import dev.ostiary.gateway.usage.UsageSource;
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
        for (Count count : columns.all()) {
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
        long read = insideRead > 0 ? insideRead : cached(columns.cacheRead(), Count.CACHE_READ);
        return new Usage.Known(
                input, output, read, written - writtenForAnHour, writtenForAnHour, counts.get(Count.IMAGES), source);
    }

    private long written(Columns columns) {
        boolean onlySplit = !counts.has(columns.cacheWrite()) && !counts.has(Count.CACHE_WRITE);
        return onlySplit && columns.cacheWrite() != Count.NONE
                ? counts.get(Count.CACHE_WRITE_5M) + counts.get(Count.CACHE_WRITE_1H)
                : cached(columns.cacheWrite(), Count.CACHE_WRITE);
    }

    /** Headers and metrics may leave the cache out, which the body then tells. */
    private long cached(Count own, Count inBody) {
        if (own == Count.NONE) {
            return 0;
        }
        return counts.get(counts.has(own) ? own : inBody);
    }

    private static Usage bad(Count count) {
        return new Usage.Unknown("the figure " + count + " is not a whole number between 0 and " + Usage.LARGEST_COUNT);
    }
}
