package dev.ostiary.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ostiary.gateway.drain.FixedDrainSettings;
import dev.ostiary.gateway.frames.EventFrame;
import dev.ostiary.gateway.frames.EventStreamWriter;
import dev.ostiary.gateway.metering.Frames;
import dev.ostiary.gateway.usage.AnswerShape;
import dev.ostiary.gateway.usage.Usage;
import dev.ostiary.gateway.usage.UsageSource;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Event streams: what passes, and the one exception frame for everything that goes wrong upstream. */
class RelayStreamTest {
    @Test
    void aWholeStreamPassesByteForByte() {
        var bench = RelayBench.converseStream();
        Buffer stream = Frames.converseStream(5);

        var done = bench.start();
        bench.source.send(stream);
        bench.source.end();

        RelayEnd end = done.result();
        assertThat(end.end()).isEqualTo(StreamEnd.COMPLETE);
        assertThat(bench.sink.received).isEqualTo(stream);
        assertThat(end.bytesIn()).isEqualTo(stream.length());
        assertThat(end.bytesOut()).isEqualTo(stream.length());
        assertThat(end.usage()).isEqualTo(new Usage.Known(11, 5, 0, 0, 0, 0, UsageSource.CONVERSE));
        assertThat(end.exceptionType()).isNull();
        assertThat(bench.sink.resets).isZero();
        assertNothingIsLeft(bench);
    }

    @Test
    void theHeadGoesOutBeforeTheFirstFrame() {
        var bench = RelayBench.converseStream();
        bench.source
                .headers()
                .add("Content-Length", "5")
                .add("x-amzn-RequestId", "r-1")
                .add("X-Ostiary-Region", "mars-north-1");

        bench.start();

        assertThat(bench.sink.headFlushed).isTrue();
        assertThat(bench.sink.headers)
                .containsExactly(
                        Map.entry("Content-Type", "application/vnd.amazon.eventstream"),
                        Map.entry("x-amzn-RequestId", "r-1"),
                        Map.entry("x-ostiary-region", "us-east-1"));
    }

    @Test
    void framesOfOneSegmentLeaveInOneWrite() {
        var bench = RelayBench.converseStream();

        bench.start();
        bench.source.send(Frames.delta("a").appendBuffer(Frames.delta("b")));

        assertThat(bench.sink.writes).hasSize(1);
    }

    @Test
    void aFrameLeavesWhenItsLastByteCame() {
        var bench = RelayBench.converseStream();
        Buffer frame = Frames.delta("hello");

        bench.start();
        bench.source.send(frame.getBuffer(0, frame.length() - 1));
        int before = bench.sink.received.length();
        bench.source.send(frame.getBuffer(frame.length() - 1, frame.length()));

        assertThat(before).isZero();
        assertThat(bench.sink.received).isEqualTo(frame);
    }

    @Test
    void timesOfFirstByteAndFirstTokenAreTaken() {
        var bench = RelayBench.converseStream();
        long start = bench.timers.nanoTime();

        var done = bench.start();
        bench.timers.advance(java.time.Duration.ofMillis(5));
        bench.source.send(Frames.messageStart());
        bench.timers.advance(java.time.Duration.ofMillis(7));
        bench.source.send(Frames.delta("x").appendBuffer(Frames.messageStop()).appendBuffer(Frames.metadata(1, 1)));
        bench.source.end();

        RelayEnd end = done.result();
        assertThat(end.firstByteNanos()).isEqualTo(start + 5_000_000);
        assertThat(end.firstTokenNanos()).isEqualTo(start + 12_000_000);
    }

    @Test
    void aResetBecomesOneExceptionFrameAndANormalEnd() throws Exception {
        var bench = RelayBench.converseStream();
        Buffer sent = Frames.messageStart().appendBuffer(Frames.delta("x"));

        var done = bench.start();
        bench.source.send(sent.copy().appendBytes(new byte[] {0, 0, 0}));
        bench.source.reset();

        assertBrokenOff(bench, done, StreamEnd.UPSTREAM_BROKE, sent);
        EventFrame last = RelayBench.frames(bench.sink.received).getLast();
        String payload = new String(
                Arrays.copyOfRange(last.bytes(), last.payloadOffset(), last.payloadOffset() + last.payloadLength()));
        assertThat(new ObjectMapper().readTree(payload).get("message").asText())
                .isEqualTo("The model's stream broke before it was complete. (ostiary: upstream; decision d-42;"
                        + " the connection to Bedrock broke, call the model again)");
    }

    @Test
    void aResetBehindTheLastFrameIsAFaultToo() {
        var bench = RelayBench.converseStream();
        Buffer stream = Frames.converseStream(1);

        var done = bench.start();
        bench.source.send(stream);
        bench.source.reset();

        assertBrokenOff(bench, done, StreamEnd.UPSTREAM_BROKE, stream);
        assertThat(done.result().usage()).isInstanceOf(Usage.Known.class);
    }

    @Test
    void anEndInsideAFrameIsATruncation() {
        var bench = RelayBench.converseStream();
        Buffer stream = Frames.converseStream(1);

        var done = bench.start();
        bench.source.send(stream.getBuffer(0, stream.length() - 1));
        bench.source.end();

        int last = Frames.metadata(11, 1).length();
        assertBrokenOff(bench, done, StreamEnd.UPSTREAM_TRUNCATED, stream.getBuffer(0, stream.length() - last));
    }

    @Test
    void converseWithoutItsFinalEventsIsTruncated() {
        for (Buffer stream : List.of(
                Buffer.buffer(),
                Frames.messageStart(),
                Frames.messageStart().appendBuffer(Frames.messageStop()),
                Frames.messageStart().appendBuffer(Frames.metadata(1, 2)))) {
            var bench = RelayBench.converseStream();

            var done = bench.start();
            bench.source.send(stream);
            bench.source.end();

            assertBrokenOff(bench, done, StreamEnd.UPSTREAM_TRUNCATED, stream);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                RelayBench.CLAUDE,
                "amazon.nova-pro-v1:0",
                "meta.llama3-70b-instruct-v1:0",
                "mistral.mistral-large-2402-v1:0",
                "amazon.titan-text-express-v1"
            })
    void aFamilyThatAlwaysSendsMetricsIsTruncatedWithoutThem(String model) {
        var bench = RelayBench.invokeStream(model);
        Buffer stream = Frames.chunk("{\"type\":\"content_block_delta\"}");

        var done = bench.start();
        bench.source.send(stream);
        bench.source.end();

        assertBrokenOff(bench, done, StreamEnd.UPSTREAM_TRUNCATED, stream);
    }

    @Test
    void noErrorIsInventedForAnUnknownFamily() {
        var bench = RelayBench.invokeStream("vendor.new-model-v1:0");

        var done = bench.start();
        bench.source.send(Frames.chunk("{\"x\":1}"));
        bench.source.end();

        assertThat(done.result().end()).isEqualTo(StreamEnd.COMPLETE);
        assertThat(done.result().usage()).isInstanceOf(Usage.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 20, 60, -1})
    void aBadChecksumIsCorrupt(int position) {
        var bench = RelayBench.converseStream();
        Buffer bad = Frames.delta("changed on the way");
        int at = position < 0 ? bad.length() + position : position;
        bad.setByte(at, (byte) ~bad.getByte(at));

        var done = bench.start();
        bench.source.send(Frames.messageStart().appendBuffer(bad).appendBuffer(Frames.delta("y")));

        assertBrokenOff(bench, done, StreamEnd.UPSTREAM_CORRUPT, Frames.messageStart());
        assertThat(bench.source.cancelled).isTrue();
    }

    @Test
    void aFrameOverSixteenMebibytesIsCorruptAtOnce() {
        var bench = RelayBench.converseStream();
        Buffer prelude = EventStreamWriter.frame(Map.of(), new byte[16 * 1024 * 1024 - 15])
                .getBuffer(0, 12);

        var done = bench.start();
        bench.source.send(prelude);

        assertBrokenOff(bench, done, StreamEnd.UPSTREAM_CORRUPT, Buffer.buffer());
    }

    @Test
    void silenceOverTheLimitIsAFault() {
        var bench = RelayBench.converseStream();

        var done = bench.start();
        bench.timers.advance(RelayBench.UPSTREAM_IDLE.minusMillis(5));
        bench.source.send(Frames.messageStart());
        bench.timers.advance(RelayBench.UPSTREAM_IDLE.minusMillis(5));
        boolean early = done.isComplete();
        bench.timers.advance(java.time.Duration.ofMillis(10));

        assertThat(early).isFalse();
        assertBrokenOff(bench, done, StreamEnd.UPSTREAM_IDLE, Frames.messageStart());
        assertThat(bench.source.cancelled).isTrue();
    }

    @Test
    void bedrocksOwnExceptionFramePassesAndIsTheOnlyOne() {
        for (String how : List.of("end", "reset", "garbage")) {
            var bench = RelayBench.converseStream();
            Buffer stream = Frames.messageStart()
                    .appendBuffer(EventStreamWriter.exception("throttlingException", "Too many tokens"));

            var done = bench.start();
            bench.source.send(stream);
            switch (how) {
                case "end" -> bench.source.end();
                case "reset" -> bench.source.reset();
                default -> bench.source.send(Buffer.buffer(new byte[40]));
            }

            assertThat(done.result().end()).isEqualTo(StreamEnd.EXCEPTION_FRAME);
            assertThat(done.result().exceptionType()).isEqualTo("throttlingException");
            assertThat(bench.sink.received).isEqualTo(stream);
            assertThat(bench.sink.ends).isEqualTo(1);
            assertNothingIsLeft(bench);
        }
    }

    @Test
    void framesThatAreNotWholeMayNotHoldMoreThanAllStreamsMayTogether() {
        var bench = new RelayBench(
                AnswerShape.CONVERSE_STREAM,
                RelayBench.CLAUDE,
                FakeSource.eventStream(),
                FixedDrainSettings.of("drain", 200),
                500_000);
        Buffer big = Frames.delta("x".repeat(700_000));

        var done = bench.start();
        bench.source.send(big.getBuffer(0, 600_000));
        boolean early = done.isComplete();
        bench.source.send(big.getBuffer(600_000, 650_000));

        assertThat(early).isFalse();
        assertBrokenOff(bench, done, StreamEnd.OVERLOADED, Buffer.buffer());
    }

    @Test
    void aBugOfOursNeverLooksLikeAGoodEnd() {
        var bench = RelayBench.converseStream();
        bench.sink.brokenWrites = true;

        var done = bench.start();
        bench.source.send(Frames.messageStart());

        assertThat(done.result().end()).isEqualTo(StreamEnd.FAILED);
        assertThat(bench.sink.ends).isZero();
        assertThat(bench.sink.resets).isEqualTo(1);
        assertThat(bench.source.cancelled).isTrue();
        assertNothingIsLeft(bench);
    }

    private static void assertBrokenOff(RelayBench bench, Future<RelayEnd> done, StreamEnd end, Buffer passed) {
        assertThat(done.isComplete()).as("ended").isTrue();
        assertThat(done.result().end()).isEqualTo(end);
        assertThat(done.result().exceptionType()).isEqualTo("modelStreamErrorException");
        List<EventFrame> frames = RelayBench.frames(bench.sink.received);
        assertThat(frames.stream().filter(EventFrame::isFailure)).hasSize(1);
        assertThat(frames.getLast().name()).isEqualTo("modelStreamErrorException");
        assertThat(bench.sink.received.getBuffer(0, passed.length())).isEqualTo(passed);
        assertThat(frames.getLast().offset()).isEqualTo(frames.getFirst().offset() + passed.length());
        assertThat(bench.sink.ends).isEqualTo(1);
        assertThat(bench.sink.resets).isZero();
        assertNothingIsLeft(bench);
    }

    static void assertNothingIsLeft(RelayBench bench) {
        assertThat(bench.relay.running()).isZero();
        assertThat(bench.relay.draining()).isZero();
        assertThat(bench.relay.heldBytes()).isZero();
        assertThat(bench.timers.pending()).isZero();
    }
}
