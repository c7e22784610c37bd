package dev.ostiary.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.drain.FixedDrainSettings;
import dev.ostiary.gateway.frames.EventFrame;
import dev.ostiary.gateway.frames.EventStreamWriter;
import dev.ostiary.gateway.usage.AnswerShape;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Everything that can happen to an answer, in any order: it ends once, owes nothing, and no end looks better than it was. */
class RelayRaceTest {
    private static final int SEQUENCES = 20_000;

    @Test
    void anAnswerEndsExactlyOnceWhateverHappensInWhateverOrder() {
        long seed = Long.getLong("ostiary.seed", 1);
        for (int i = 0; i < SEQUENCES; i++) {
            Random random = new Random(seed + i);
            var play = new Play(random);

            play.run();

            play.check("seed " + (seed + i));
        }
    }

    /** One answer and one random sequence of events. */
    private static final class Play {
        private final Random random;
        private final RelayBench bench;
        private final Buffer stream;
        private final ArrayDeque<Buffer> segments;
        private final List<RelayEnd> ends = new ArrayList<>();
        private final Buffer sent = Buffer.buffer();
        private final boolean eventStream;

        Play(Random random) {
            this.random = random;
            this.eventStream = random.nextInt(4) > 0;
            this.stream = RandomStreams.stream(random);
            this.segments = new ArrayDeque<>(RandomStreams.segments(stream, random));
            var source = eventStream
                    ? FakeSource.eventStream()
                    : new FakeSource(200, "Content-Length", Integer.toString(stream.length()));
            this.bench = new RelayBench(
                    eventStream ? AnswerShape.CONVERSE_STREAM : AnswerShape.CONVERSE,
                    RelayBench.CLAUDE,
                    source,
                    FixedDrainSettings.of(random.nextBoolean() ? "drain" : "cancel", random.nextInt(2)),
                    random.nextInt(300_000));
        }

        void run() {
            bench.sink.takes = random.nextBoolean();
            bench.sink.full = random.nextInt(4) == 0;
            bench.sink.goneFromTheStart = random.nextInt(20) == 0;
            bench.start().onComplete(end -> ends.add(end.result()));
            boolean fast = random.nextBoolean();
            for (int i = random.nextInt(60); i > 0; i--) {
                int what = random.nextInt(fast ? 20 : 40);
                step(eventStream || what < 7 ? what : 20); // HTTP does not let a body of known length hold more
            }
            bench.source.end();
            bench.sink.hangUp();
            bench.timers.advance(Duration.ofSeconds(60));
        }

        private void step(int what) {
            switch (what) {
                case 0 -> bench.source.end();
                case 1 -> bench.source.reset();
                case 2 -> bench.sink.hangUp();
                case 3 -> bench.timers.advance(Duration.ofMillis(random.nextInt(5_000)));
                case 4 -> bench.sink.takeEverything();
                case 5 -> bench.sink.takes = false;
                case 6 -> bench.sink.full = true;
                case 7 -> send(Buffer.buffer(new byte[1 + random.nextInt(30)]));
                case 8 -> send(EventStreamWriter.exception("throttlingException", "Too many tokens"));
                default -> sendNext();
            }
        }

        private void sendNext() {
            if (!segments.isEmpty()) {
                send(segments.remove());
            }
        }

        private void send(Buffer bytes) {
            sent.appendBuffer(bytes);
            bench.source.send(bytes);
        }

        void check(String seed) {
            assertThat(ends).as(seed).hasSize(1);
            RelayEnd end = ends.getFirst();
            assertThat(end.end()).as(seed).isNotEqualTo(StreamEnd.FAILED);
            assertThat(bench.sink.ends).as(seed).isLessThanOrEqualTo(1);
            assertThat(bench.sink.resets).as(seed).isLessThanOrEqualTo(1);
            RelayStreamTest.assertNothingIsLeft(bench);
            if (end.end() == StreamEnd.COMPLETE) {
                assertThat(bench.sink.ends).as(seed).isEqualTo(1);
                assertThat(bench.sink.received).as(seed).isEqualTo(sent.getBuffer(0, bench.sink.received.length()));
                assertThat(bench.sink.received.length()).as(seed).isEqualTo(stream.length());
            }
            if (eventStream) {
                List<EventFrame> frames = RelayBench.frames(bench.sink.received);
                long own = frames.stream()
                        .filter(frame -> frame.name().equals("modelStreamErrorException"))
                        .count();
                assertThat(own).as(seed).isLessThanOrEqualTo(1);
                boolean told = own == 1 || frames.stream().anyMatch(EventFrame::isFailure);
                assertThat(bench.sink.ends == 0 || told || end.end() == StreamEnd.COMPLETE || lost(end))
                        .as(seed)
                        .isTrue();
            } else {
                assertThat(bench.sink.ends == 0 || bench.sink.received.length() == stream.length())
                        .as(seed)
                        .isTrue();
            }
        }

        /** The end was sent, and then the app did not take it. */
        private static boolean lost(RelayEnd end) {
            return end.end() == StreamEnd.CLIENT_GONE || end.end() == StreamEnd.WRITE_IDLE;
        }
    }
}
