package dev.ostiary.gateway.journal;

import dev.ostiary.gateway.usage.Usage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The counters and histograms of exchanges. Names and labels are API (docs/operations.md). Every label value comes from
 * configuration, the catalogue or a closed set, so what a caller sends never makes a series. Meters are kept by their labels,
 * because looking one up in the registry costs more than counting. Safe for any thread.
 */
public final class Metrics {
    /** The label for a caller who is nobody. */
    static final String UNKNOWN_APP = "unknown";

    private static final String OTHER = "other";
    private static final int MOST_OWN_MODELS = 500;
    private static final String APP = "app";
    private static final String MODEL = "model";
    private static final Duration[] BUCKETS = LongStream.of(
                    5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000, 900_000,
                    3_600_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private record RequestKey(String app, String model, String operation, Outcome outcome) {}

    private record CallKey(String app, String model, String operation) {}

    private record TokenKey(String app, String model, String scope, String kind) {}

    private record PairKey(String name, String first, String second, String third) {}

    private final MeterRegistry registry;
    private final ConcurrentMap<RequestKey, Counter> requests = new ConcurrentHashMap<>();
    private final ConcurrentMap<CallKey, Timer> durations = new ConcurrentHashMap<>();
    private final ConcurrentMap<CallKey, Timer> firstTokens = new ConcurrentHashMap<>();
    private final ConcurrentMap<TokenKey, Counter> tokens = new ConcurrentHashMap<>();
    private final ConcurrentMap<PairKey, Counter> rare = new ConcurrentHashMap<>();
    private final Set<String> ownModels = ConcurrentHashMap.newKeySet();
    private final ConcurrentMap<String, AtomicInteger> streams = new ConcurrentHashMap<>();

    public Metrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void record(ExchangeRecord exchange) {
        String app = exchange.caller().app() == null
                ? UNKNOWN_APP
                : exchange.caller().app();
        var call = exchange.call();
        var result = exchange.result();
        String model = series(call, result.outcome());
        requests.computeIfAbsent(new RequestKey(app, model, call.operation(), result.outcome()), this::requestCounter)
                .increment();
        durations
                .computeIfAbsent(new CallKey(app, model, call.operation()), this::durationTimer)
                .record(exchange.timing().durationNanos(), TimeUnit.NANOSECONDS);
        if (exchange.timing().firstTokenNanos() >= 0) {
            firstTokens
                    .computeIfAbsent(new CallKey(app, model, ""), this::firstTokenTimer)
                    .record(exchange.timing().firstTokenNanos(), TimeUnit.NANOSECONDS);
        }
        if (result.deniedBy() != null) {
            count(
                    "ostiary.denials",
                    APP,
                    app,
                    MODEL,
                    model,
                    "layer",
                    result.deniedBy().label());
        }
        if (result.upstreamError() != null) {
            count("ostiary.upstream.errors", MODEL, model, "type", result.upstreamError(), "", "");
        }
        if (result.usage() != null) {
            recordUsage(app, model, call.scope(), result.usage());
        }
    }

    /**
     * The model as a label. An account's own model (a provisioned one, say) gets a series once a call of it succeeded: then AWS knows
     * it, and a caller cannot make series out of invented names.
     */
    private String series(ExchangeRecord.Call call, Outcome outcome) {
        if (!call.series().equals(OTHER) || call.model().equals(OTHER)) {
            return call.series();
        }
        if (outcome == Outcome.SUCCESS && ownModels.size() < MOST_OWN_MODELS) {
            ownModels.add(call.model());
        }
        return ownModels.contains(call.model()) ? call.model() : OTHER;
    }

    private void recordUsage(String app, String model, @Nullable String callScope, Usage usage) {
        switch (usage) {
            case Usage.Known known -> {
                String scope = callScope == null ? "regional" : callScope;
                countTokens(app, model, scope, "input", known.input());
                countTokens(app, model, scope, "output", known.output());
                countTokens(app, model, scope, "cache_read", known.cacheRead());
                countTokens(app, model, scope, "cache_write", known.cacheWrite());
                countTokens(app, model, scope, "cache_write_1h", known.cacheWrite1h());
                if (known.images() > 0) {
                    rare("ostiary.images", APP, app, MODEL, model, "", "").increment(known.images());
                }
            }
            case Usage.Unknown unknown -> count("ostiary.usage.unknown", APP, app, MODEL, model, "", "");
            case Usage.NotMetered nothing -> {}
        }
    }

    private void countTokens(String app, String model, String scope, String kind, long count) {
        if (count > 0) {
            tokens.computeIfAbsent(new TokenKey(app, model, scope, kind), this::tokenCounter)
                    .increment(count);
        }
    }

    private Counter requestCounter(RequestKey key) {
        return Counter.builder("ostiary.requests")
                .description("exchanges that ended")
                .tags(APP, key.app, MODEL, key.model, "operation", key.operation, "outcome", key.outcome.label())
                .register(registry);
    }

    private Timer durationTimer(CallKey key) {
        return Timer.builder("ostiary.request.duration")
                .description("from the arrival of the request's head to the end of the answer")
                .tags(APP, key.app, MODEL, key.model, "operation", key.operation)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private Timer firstTokenTimer(CallKey key) {
        return Timer.builder("ostiary.time.to.first.token")
                .description("from the arrival of the request's head to the first content of a stream")
                .tags(APP, key.app, MODEL, key.model)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private Counter tokenCounter(TokenKey key) {
        return Counter.builder("ostiary.tokens")
                .description("tokens as Bedrock reported them")
                .tags(APP, key.app, MODEL, key.model, "scope", key.scope, "kind", key.kind)
                .register(registry);
    }

    private void count(
            String name, String label1, String value1, String label2, String value2, String label3, String value3) {
        rare(name, label1, value1, label2, value2, label3, value3).increment();
    }

    private Counter rare(
            String name, String label1, String value1, String label2, String value2, String label3, String value3) {
        return rare.computeIfAbsent(new PairKey(name, value1, value2, value3), key -> {
            var counter = Counter.builder(name).tag(label1, value1).tag(label2, value2);
            return (label3.isEmpty() ? counter : counter.tag(label3, value3)).register(registry);
        });
    }

    AtomicInteger activeStreams(String app) {
        return streams.computeIfAbsent(app, id -> {
            var running = new AtomicInteger();
            Gauge.builder("ostiary.active.streams", running, AtomicInteger::get)
                    .description("streams that run now")
                    .tag(APP, id)
                    .register(registry);
            return running;
        });
    }
}
