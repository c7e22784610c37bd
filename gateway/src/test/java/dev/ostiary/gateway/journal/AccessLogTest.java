package dev.ostiary.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.usage.Usage;
import dev.ostiary.gateway.usage.UsageSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AccessLogTest {
    private static final Usage USAGE = new Usage.Known(11, 22, 3, 4, 5, 0, UsageSource.CONVERSE);
    private static final ExchangeRecord.Call CALL = new ExchangeRecord.Call(
            "Converse", "us.a.b-v1:0", "a.b-v1:0", "a.b-v1:0", "us.a.b-v1:0", "us-east-1", "geo", "flex", true);

    @Test
    void aLineHasEveryMemberOfTheContract() throws IOException {
        JsonNode line = written(record("agent/1", "subject", USAGE));

        assertThat(line.fieldNames())
                .toIterable()
                .contains(
                        "time",
                        "requestId",
                        "decision",
                        "app",
                        "issuer",
                        "subject",
                        "operation",
                        "modelId",
                        "model",
                        "profile",
                        "region",
                        "scope",
                        "tier",
                        "stream",
                        "status",
                        "outcome",
                        "deniedBy",
                        "tokens",
                        "usageSource",
                        "durationMs",
                        "firstByteMs",
                        "upstreamRequestId",
                        "snapshot",
                        "bytesIn",
                        "bytesOut",
                        "clientIp",
                        "userAgent");
        assertThat(line.at("/tokens/input").asLong()).isEqualTo(11);
        assertThat(line.at("/tokens/cacheWrite1h").asLong()).isEqualTo(5);
        assertThat(line.at("/usageSource").asText()).isEqualTo("converse");
        assertThat(line.at("/deniedBy").asText()).isEqualTo("policy");
        assertThat(line.at("/durationMs").asDouble()).isEqualTo(1.5);
        assertThat(line.at("/firstByteMs").isNull()).isTrue();
    }

    @Test
    void unknownUsageIsNeverZero() throws IOException {
        JsonNode line = written(record("agent", "subject", new Usage.Unknown("no usage in the body")));

        assertThat(line.at("/tokens").isNull()).isTrue();
        assertThat(line.at("/usageSource").asText()).isEqualTo("unknown");
    }

    @Test
    void oddInputCannotBreakALineOrColourATerminal() throws IOException {
        String odd = "a\r\n{\"time\":\"forged\"}\u001b[31m\u0000\u2028\u202e\ud800" + "x".repeat(10_000);

        byte[] bytes = bytes(record(odd, odd, USAGE));

        assertThat(new String(bytes, StandardCharsets.UTF_8).lines()).hasSize(1);
        for (byte b : bytes) {
            assertThat(b == '\n' || (b >= 0x20 && b < 0x7f)).as("byte %d", b).isTrue();
        }
        assertThat(bytes.length).isLessThan(6_000);
    }

    @Test
    void aSurrogatePairAtTheCutIsNotSplit() throws IOException {
        String subject = "x".repeat(255) + "\ud83d\udeaa" + "y".repeat(10);

        assertThat(written(record("agent", subject, USAGE)).at("/subject").asText())
                .isEqualTo("x".repeat(255) + "...");
        assertThat(written(record("agent", subject.substring(1), USAGE))
                        .at("/subject")
                        .asText())
                .isEqualTo("x".repeat(254) + "\ud83d\udeaa...");
    }

    @Test
    void whatIsQueuedIsWrittenBeforeClosing() {
        var out = new ByteArrayOutputStream();
        try (var log = new AccessLog(out)) {
            for (int i = 0; i < 500; i++) {
                log.write(record("agent", "subject", USAGE));
            }
        }

        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(500);
    }

    @Test
    void aStandingOutputDropsLinesAndNeverBlocks() {
        var stuck = new CountDownLatch(1);
        var log = new AccessLog(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                await(stuck);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                await(stuck);
            }
        });

        for (int i = 0; i < 20_000; i++) {
            log.write(record("agent", "subject", USAGE));
        }

        assertThat(log.dropped()).isGreaterThan(10_000);
        stuck.countDown();
        log.close();
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException end) {
            throw new IOException(end);
        }
    }

    private static JsonNode written(ExchangeRecord exchange) throws IOException {
        return new ObjectMapper().readTree(bytes(exchange));
    }

    private static byte[] bytes(ExchangeRecord exchange) {
        var out = new ByteArrayOutputStream();
        try (var log = new AccessLog(out)) {
            log.write(exchange);
        }
        return out.toByteArray();
    }

    private static ExchangeRecord record(String userAgent, String subject, Usage usage) {
        return new ExchangeRecord(
                Instant.parse("2026-11-23T10:00:00Z"),
                new ExchangeRecord.Ids("request", "decision", null, 3),
                new ExchangeRecord.Caller("app", "https://issuer", subject, "127.0.0.1", userAgent),
                CALL,
                new ExchangeRecord.Result(403, Outcome.DENIED, DeniedBy.POLICY, null, null, usage),
                new ExchangeRecord.Timing(1_500_000, -1, -1, 150, 701));
    }
}
