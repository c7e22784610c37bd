package dev.ostiary.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.drain.FixedDrainSettings;
import dev.ostiary.gateway.metering.Frames;
import dev.ostiary.gateway.usage.AnswerShape;
import dev.ostiary.gateway.usage.Usage;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The app's side: slow, idle, gone. */
class RelayClientTest {
    @Test
    void whatTheAppDoesNotTakeIsNotReadFromBedrock() {
        var bench = RelayBench.converseStream();
        bench.sink.full = true;
        bench.sink.takes = false;

        var done = bench.start();
        bench.source.send(Frames.messageStart());
        bench.source.send(Frames.delta("waits at Bedrock"));
        int before = bench.sink.received.length();
        bench.sink.takeEverything();

        assertThat(bench.source.pauses).isEqualTo(1);
        assertThat(before).isEqualTo(Frames.messageStart().length());
        assertThat(RelayBench.frames(bench.sink.received)).hasSize(2);
        assertThat(done.isComplete()).isFalse();
    }

    @Test
    void aPausedBedrockIsNotIdle() {
        var bench = RelayBench.converseStream();
        bench.sink.full = true;

        var done = bench.start();
        bench.source.send(Frames.messageStart());
        bench.timers.advance(RelayBench.UPSTREAM_IDLE.multipliedBy(2));
        boolean early = done.isComplete();
        bench.sink.takeEverything();
        bench.timers.advance(RelayBench.UPSTREAM_IDLE.minusMillis(5));

        assertThat(early).isFalse();
        assertThat(done.isComplete()).isFalse();
    }

    @Test
    void aReaderThatTakesNothingIsCutOff() {
        var bench = RelayBench.converseStream();
        bench.sink.full = true;
        bench.sink.takes = false;

        var done = bench.start();
        bench.source.send(Frames.messageStart());
        bench.timers.advance(RelayBench.WRITE_IDLE.minusMillis(5));
        int early = bench.sink.resets;
        bench.timers.advance(Duration.ofMillis(10));
        bench.source.send(Frames.converseStream(2));
        bench.source.end();

        assertThat(early).isZero();
        assertThat(bench.sink.resets).isEqualTo(1);
        assertThat(done.result().end()).isEqualTo(StreamEnd.WRITE_IDLE);
        assertThat(done.result().usage()).isInstanceOf(Usage.Known.class);
        RelayStreamTest.assertNothingIsLeft(bench);
    }

    @Test
    void aReaderThatTakesALittleIsSlowAndNotIdle() {
        var bench = RelayBench.converseStream();
        bench.sink.full = true;
        bench.sink.takes = false;

        var done = bench.start();
        bench.source.send(Frames.delta("x".repeat(80_000)));
        for (int i = 0; i < 5; i++) {
            bench.timers.advance(RelayBench.WRITE_IDLE.minusMillis(5));
            bench.sink.takeOne();
        }

        assertThat(bench.sink.resets).isZero();
        assertThat(done.isComplete()).isFalse();
    }

    @Test
    void aReaderThatDoesNotTakeTheEndIsCutOff() {
        var bench = RelayBench.converseStream();
        bench.sink.takes = false;

        var done = bench.start();
        bench.source.send(Frames.converseStream(1));
        bench.source.end();
        boolean early = done.isComplete();
        bench.timers.advance(RelayBench.WRITE_IDLE.plusMillis(5));

        assertThat(early).isFalse();
        assertThat(done.result().end()).isEqualTo(StreamEnd.WRITE_IDLE);
        assertThat(bench.sink.resets).isEqualTo(1);
        RelayStreamTest.assertNothingIsLeft(bench);
    }

    @Test
    void theRestOfAnAbandonedAnswerIsReadForItsUsage() {
        var bench = RelayBench.converseStream();
        bench.sink.full = true;
        Buffer stream = Frames.converseStream(3);

        var done = bench.start();
        bench.source.send(stream.getBuffer(0, 200));
        bench.sink.hangUp();
        boolean early = done.isComplete();
        int draining = bench.relay.draining();
        bench.source.send(stream.getBuffer(200, stream.length()));
        bench.source.end();

        assertThat(early).isFalse();
        assertThat(draining).isEqualTo(1);
        assertThat(done.result().end()).isEqualTo(StreamEnd.CLIENT_GONE);
        assertThat(done.result().usage()).isInstanceOf(Usage.Known.class);
        assertThat(done.result().bytesOut()).isLessThan(stream.length());
        assertThat(bench.sink.ends).isZero();
        RelayStreamTest.assertNothingIsLeft(bench);
    }

    @Test
    void theRestOfAnAbandonedBodyIsReadForItsUsage() {
        var bench = new RelayBench(AnswerShape.CONVERSE, new FakeSource(200, "Content-Length", "45"));

        var done = bench.start();
        bench.source.send(Buffer.buffer("{\"usage\":"));
        bench.sink.hangUp();
        bench.source.send(Buffer.buffer("{\"inputTokens\":1,\"outputTokens\":2}}"));
        bench.source.end();

        assertThat(done.result().end()).isEqualTo(StreamEnd.CLIENT_GONE);
        assertThat(done.result().usage()).isInstanceOf(Usage.Known.class);
    }

    @Test
    void anAppThatIsGoneFromTheStartIsDrainedToo() {
        var bench = RelayBench.converseStream();
        bench.sink.goneFromTheStart = true;

        var done = bench.start();
        bench.source.send(Frames.converseStream(3));
        bench.source.end();

        assertThat(done.result().end()).isEqualTo(StreamEnd.CLIENT_GONE);
        assertThat(done.result().usage()).isInstanceOf(Usage.Known.class);
        assertThat(bench.sink.received.length()).isZero();
    }

    @Test
    void cancelClosesTheConnectionToBedrockAtOnce() {
        var bench = abandoned("cancel", 200);

        assertThat(bench.source.cancelled).isTrue();
        RelayStreamTest.assertNothingIsLeft(bench);
    }

    @Test
    void overTheDrainLimitAnswersAreCancelled() {
        var bench = new RelayBench(
                AnswerShape.CONVERSE_STREAM,
                RelayBench.CLAUDE,
                FakeSource.eventStream(),
                FixedDrainSettings.of("drain", 1),
                1_000_000);
        var second = FakeSource.eventStream();
        var secondSink = new FakeSink();

        bench.start();
        var done = bench.relay.relay(second, secondSink, bench.plan());
        bench.sink.hangUp();
        secondSink.hangUp();

        assertThat(bench.source.cancelled).isFalse();
        assertThat(second.cancelled).isTrue();
        assertThat(done.result().usage()).isInstanceOf(Usage.Unknown.class);
        assertThat(bench.relay.draining()).isEqualTo(1);
        assertThat(bench.relay.running()).isEqualTo(1);
    }

    @Test
    void drainingEndsWithItsTimeLimit() {
        var bench = RelayBench.converseStream();

        var done = bench.start();
        bench.sink.hangUp();
        for (int i = 0; i < 29; i++) {
            bench.timers.advance(Duration.ofSeconds(1));
            bench.source.send(Frames.delta("still going"));
        }
        boolean early = done.isComplete();
        bench.timers.advance(Duration.ofMillis(1_005));

        assertThat(early).isFalse();
        assertThat(done.result().end()).isEqualTo(StreamEnd.CLIENT_GONE);
        assertThat(bench.source.cancelled).isTrue();
        RelayStreamTest.assertNothingIsLeft(bench);
    }

    @Test
    void drainingEndsWithAnythingThatBreaks() {
        for (String how : new String[] {"reset", "garbage", "cut", "idle"}) {
            var bench = RelayBench.converseStream();

            var done = bench.start();
            bench.sink.hangUp();
            switch (how) {
                case "reset" -> bench.source.reset();
                case "garbage" -> bench.source.send(Buffer.buffer(new byte[30]));
                case "cut" -> bench.source.end();
                default -> bench.timers.advance(RelayBench.UPSTREAM_IDLE.plusMillis(5));
            }

            assertThat(done.result().end()).as(how).isEqualTo(StreamEnd.CLIENT_GONE);
            assertThat(bench.sink.received.length()).isZero();
            RelayStreamTest.assertNothingIsLeft(bench);
        }
    }

    @Test
    void anAppThatIsLostAtTheVeryEndDidNotGetTheAnswer() {
        var bench = RelayBench.converseStream();
        bench.sink.takes = false;

        var done = bench.start();
        bench.source.send(Frames.converseStream(1));
        bench.source.end();
        bench.sink.hangUp();

        assertThat(done.result().end()).isEqualTo(StreamEnd.CLIENT_GONE);
        assertThat(done.result().usage()).isInstanceOf(Usage.Known.class);
        RelayStreamTest.assertNothingIsLeft(bench);
    }

    @Test
    void theFirstReasonCounts() {
        var bench = RelayBench.converseStream();
        bench.sink.takes = false;

        var done = bench.start();
        bench.source.reset();
        bench.sink.hangUp();
        bench.source.reset();

        assertThat(done.result().end()).isEqualTo(StreamEnd.UPSTREAM_BROKE);
        assertThat(bench.sink.ends).isEqualTo(1);
    }

    private static RelayBench abandoned(String onClientGone, int limit) {
        var bench = new RelayBench(
                AnswerShape.CONVERSE_STREAM,
                RelayBench.CLAUDE,
                FakeSource.eventStream(),
                FixedDrainSettings.of(onClientGone, limit),
                1_000_000);
        var done = bench.start();
        bench.sink.hangUp();
        assertThat(done.result().end()).isEqualTo(StreamEnd.CLIENT_GONE);
        return bench;
    }
}
