package dev.ostiary.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.usage.AnswerShape;
import dev.ostiary.gateway.usage.Usage;
import dev.ostiary.gateway.usage.UsageSource;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Answers that are no event streams. */
class RelayBodyTest {
    private static final Buffer BODY =
            Buffer.buffer("{\"output\":{},\"usage\":{\"inputTokens\":3,\"outputTokens\":4,\"totalTokens\":7}}");

    @Test
    void aBodyOfKnownLengthLeavesInOneWrite() {
        var bench = converse("Content-Type", "application/json", "Content-Length", length());

        var done = bench.start();
        bench.source.send(BODY);
        bench.source.end();

        assertThat(done.result().end()).isEqualTo(StreamEnd.COMPLETE);
        assertThat(done.result().usage()).isEqualTo(new Usage.Known(3, 4, 0, 0, 0, 0, UsageSource.CONVERSE));
        assertThat(bench.sink.received).isEqualTo(BODY);
        assertThat(bench.sink.writes).isEmpty();
        assertThat(bench.sink.ends).isEqualTo(1);
        assertThat(bench.sink.headers).contains(Map.entry("Content-Length", length()));
        assertThat(bench.source.cancelled).isFalse();
        RelayStreamTest.assertNothingIsLeft(bench);
    }

    @Test
    void aBodyInPiecesPassesByteForByte() {
        for (String[] headers : new String[][] {{"Content-Length", length()}, {"Transfer-Encoding", "chunked"}}) {
            var bench = converse(headers);

            var done = bench.start();
            for (int i = 0; i < BODY.length(); i++) {
                bench.source.send(BODY.slice(i, i + 1));
            }
            bench.source.end();

            assertThat(done.result().end()).isEqualTo(StreamEnd.COMPLETE);
            assertThat(done.result().usage()).isInstanceOf(Usage.Known.class);
            assertThat(bench.sink.received).isEqualTo(BODY);
            assertThat(bench.sink.ends).isEqualTo(1);
        }
    }

    @Test
    void anEmptyBodyIsAnAnswer() {
        var bench = converse("Content-Length", "0");

        var done = bench.start();
        bench.source.end();

        assertThat(done.result().end()).isEqualTo(StreamEnd.COMPLETE);
        assertThat(bench.sink.ends).isEqualTo(1);
    }

    @Test
    void anErrorAnswerPassesWithItsStatusAndType() {
        var bench = new RelayBench(
                AnswerShape.CONVERSE_STREAM,
                new FakeSource(
                        429, "x-amzn-ErrorType", "ThrottlingException", "Retry-After", "2", "Content-Length", "2"));

        var done = bench.start();
        bench.source.send(Buffer.buffer("{}"));
        bench.source.end();

        assertThat(bench.sink.status).isEqualTo(429);
        assertThat(bench.sink.headers)
                .contains(Map.entry("x-amzn-ErrorType", "ThrottlingException"), Map.entry("Retry-After", "2"));
        assertThat(done.result().usage()).isInstanceOf(Usage.NotMetered.class);
    }

    @Test
    void aBreakIsABreakForTheAppToo() {
        for (String how : new String[] {"reset", "short"}) {
            var bench = converse("Content-Length", length());

            var done = bench.start();
            bench.source.send(BODY.getBuffer(0, 10));
            if (how.equals("reset")) {
                bench.source.reset();
            } else {
                bench.source.end();
            }

            assertThat(done.result().end())
                    .isEqualTo(how.equals("reset") ? StreamEnd.UPSTREAM_BROKE : StreamEnd.UPSTREAM_TRUNCATED);
            assertThat(done.result().usage()).isInstanceOf(Usage.Unknown.class);
            assertThat(bench.sink.ends).isZero();
            assertThat(done.result().begun()).isTrue();
            assertThat(bench.sink.resets).isEqualTo(1);
            RelayStreamTest.assertNothingIsLeft(bench);
        }
    }

    @Test
    void anAnswerThatFailsBehindItsHeadLeavesTheAppToTheCaller() {
        for (StreamEnd how : List.of(StreamEnd.UPSTREAM_BROKE, StreamEnd.UPSTREAM_TRUNCATED, StreamEnd.UPSTREAM_IDLE)) {
            var bench = converse("Content-Length", length(), "x-amzn-Bedrock-Input-Token-Count", "7");

            var done = bench.start();
            switch (how) {
                case UPSTREAM_BROKE -> bench.source.reset();
                case UPSTREAM_TRUNCATED -> bench.source.end();
                default -> bench.timers.advance(RelayBench.UPSTREAM_IDLE.plusMillis(5));
            }

            assertThat(done.result().end()).isEqualTo(how);
            assertThat(done.result().begun()).isFalse();
            assertThat(done.result().usage()).isInstanceOf(Usage.Unknown.class);
            assertThat(bench.sink.headers).isEmpty();
            assertThat(bench.sink.ends + bench.sink.resets).isZero();
            RelayStreamTest.assertNothingIsLeft(bench);
        }
    }

    @Test
    void silenceInsideABodyIsABreak() {
        var bench = converse("Content-Length", length());

        var done = bench.start();
        bench.source.send(BODY.getBuffer(0, 10));
        bench.timers.advance(RelayBench.UPSTREAM_IDLE.plusMillis(5));

        assertThat(done.result().end()).isEqualTo(StreamEnd.UPSTREAM_IDLE);
        assertThat(bench.sink.resets).isEqualTo(1);
        assertThat(bench.source.cancelled).isTrue();
    }

    @Test
    void anEventStreamContentTypeOnAnErrorIsNoEventStream() {
        var bench = new RelayBench(
                AnswerShape.CONVERSE_STREAM,
                new FakeSource(500, "Content-Type", "application/vnd.amazon.eventstream", "Content-Length", "3"));

        var done = bench.start();
        bench.source.send(Buffer.buffer("abc"));
        bench.source.end();

        assertThat(done.result().end()).isEqualTo(StreamEnd.COMPLETE);
        assertThat(bench.sink.received.toString()).isEqualTo("abc");
    }

    private static RelayBench converse(String... headers) {
        return new RelayBench(AnswerShape.CONVERSE, new FakeSource(200, headers));
    }

    private static String length() {
        return Integer.toString(BODY.length());
    }
}
