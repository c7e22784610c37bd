package dev.ostiary.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.usage.Usage;
import dev.ostiary.gateway.usage.UsageSource;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Journal journal = new Journal(new Metrics(registry), new AccessLog(new ByteArrayOutputStream()));

    @Test
    void aSuccessfulStreamCountsUnderTheContractsNames() {
        journal.streamStarted("a");
        journal.record(record("a", Outcome.SUCCESS, null, null, new Usage.Known(10, 20, 3, 4, 5, 2, UsageSource.BODY)));

        assertThat(registry.scrape().lines())
                .contains(
                        "ostiary_requests_total{app=\"a\",model=\"m\",operation=\"ConverseStream\",outcome=\"success\",} 1.0",
                        "ostiary_tokens_total{app=\"a\",kind=\"input\",model=\"m\",scope=\"geo\",} 10.0",
                        "ostiary_tokens_total{app=\"a\",kind=\"output\",model=\"m\",scope=\"geo\",} 20.0",
                        "ostiary_tokens_total{app=\"a\",kind=\"cache_read\",model=\"m\",scope=\"geo\",} 3.0",
                        "ostiary_tokens_total{app=\"a\",kind=\"cache_write\",model=\"m\",scope=\"geo\",} 4.0",
                        "ostiary_tokens_total{app=\"a\",kind=\"cache_write_1h\",model=\"m\",scope=\"geo\",} 5.0",
                        "ostiary_images_total{app=\"a\",model=\"m\",} 2.0",
                        "ostiary_active_streams{app=\"a\",} 1.0",
                        "ostiary_request_duration_seconds_count{app=\"a\",model=\"m\",operation=\"ConverseStream\",} 1.0",
                        "ostiary_time_to_first_token_seconds_count{app=\"a\",model=\"m\",} 1.0");
        assertThat(registry.scrape()).contains("ostiary_request_duration_seconds_bucket{", "le=\"0.25\"");
    }

    @Test
    void aDenialNamesItsLayerAndAStrangerIsUnknown() {
        journal.record(record(null, Outcome.DENIED, DeniedBy.TOKEN, null, null));

        assertThat(registry.scrape().lines())
                .contains("ostiary_denials_total{app=\"unknown\",layer=\"token\",model=\"m\",} 1.0");
    }

    @Test
    void unknownUsageIsCountedAsUnknownAndNotAsTokens() {
        journal.record(record("a", Outcome.SUCCESS, null, null, new Usage.Unknown("odd")));

        assertThat(registry.scrape().lines()).contains("ostiary_usage_unknown_total{app=\"a\",model=\"m\",} 1.0");
        assertThat(registry.scrape()).doesNotContain("ostiary_tokens_total");
    }

    @Test
    void anUpstreamErrorIsCountedByType() {
        journal.record(record("a", Outcome.UPSTREAM_UNAVAILABLE, DeniedBy.UPSTREAM, "connect", null));

        assertThat(registry.scrape().lines())
                .contains("ostiary_upstream_errors_total{model=\"m\",type=\"connect\",} 1.0");
    }

    @Test
    void anAccountsOwnModelGetsASeriesOnceACallOfItSucceeded() {
        var denied = new ExchangeRecord.Result(403, Outcome.DENIED, DeniedBy.POLICY, null, null, null);
        var success = new ExchangeRecord.Result(200, Outcome.SUCCESS, null, null, null, null);

        journal.record(record("a", "provisioned-model/invented", "other", denied));
        journal.record(record("a", "provisioned-model/abc", "other", success));
        journal.record(record("a", "provisioned-model/abc", "other", denied));

        assertThat(registry.scrape())
                .contains("model=\"other\",operation=\"ConverseStream\",outcome=\"denied\",} 1.0")
                .contains("model=\"provisioned-model/abc\",operation=\"ConverseStream\",outcome=\"denied\",} 1.0")
                .doesNotContain("invented");
    }

    private static ExchangeRecord record(
            @Nullable String app,
            Outcome outcome,
            @Nullable DeniedBy deniedBy,
            @Nullable String upstreamError,
            @Nullable Usage usage) {
        return record(app, "m", "m", new ExchangeRecord.Result(200, outcome, deniedBy, null, upstreamError, usage));
    }

    private static ExchangeRecord record(
            @Nullable String app, String model, String series, ExchangeRecord.Result result) {
        return new ExchangeRecord(
                Instant.EPOCH,
                new ExchangeRecord.Ids("r", "d", null, 1),
                new ExchangeRecord.Caller(app, null, null, "127.0.0.1", null),
                new ExchangeRecord.Call("ConverseStream", "m", model, series, null, "us-east-1", "geo", null, true),
                result,
                new ExchangeRecord.Timing(5_000_000, 1_000_000, 2_000_000, 1, 1));
    }
}
