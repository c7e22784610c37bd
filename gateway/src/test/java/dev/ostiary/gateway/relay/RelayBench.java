package dev.ostiary.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.drain.DrainSettings;
import dev.ostiary.gateway.drain.FixedDrainSettings;
import dev.ostiary.gateway.frames.EventFrame;
import dev.ostiary.gateway.frames.EventStreamReader;
import dev.ostiary.gateway.frames.FrameReading;
import dev.ostiary.gateway.metering.UsageTap;
import dev.ostiary.gateway.usage.AnswerShape;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A relay between a played Bedrock and a played app, with a clock that stands still unless turned. */
final class RelayBench {
    static final String CLAUDE = "anthropic.claude-3-sonnet-20240229-v1:0";
    static final Duration UPSTREAM_IDLE = Duration.ofSeconds(20);
    static final Duration WRITE_IDLE = Duration.ofSeconds(3);

    final FakeTimers timers = new FakeTimers();
    final FakeSource source;
    final FakeSink sink = new FakeSink();
    final Relay relay;
    private final AnswerShape shape;
    private final String model;

    RelayBench(AnswerShape shape, FakeSource source) {
        this(shape, CLAUDE, source, FixedDrainSettings.of("drain", 200), 1_000_000);
    }

    RelayBench(AnswerShape shape, String model, FakeSource source, DrainSettings settings, long heldLimit) {
        this.shape = shape;
        this.model = model;
        this.source = source;
        this.relay = new Relay(settings, timers::nanoTime, timers, heldLimit);
    }

    static RelayBench converseStream() {
        return new RelayBench(AnswerShape.CONVERSE_STREAM, FakeSource.eventStream());
    }

    static RelayBench invokeStream(String model) {
        return new RelayBench(
                AnswerShape.INVOKE_STREAM,
                model,
                FakeSource.eventStream(),
                FixedDrainSettings.of("drain", 200),
                1_000_000);
    }

    Future<RelayEnd> start() {
        return relay.relay(source, sink, plan());
    }

    RelayPlan plan() {
        return new RelayPlan(
                UsageTap.of(shape, model),
                UPSTREAM_IDLE,
                WRITE_IDLE,
                "d-42",
                List.of(Map.entry("x-ostiary-region", "us-east-1")),
                () -> {});
    }

    /** The frames in these bytes, which must be whole frames and nothing else. */
    static List<EventFrame> frames(Buffer bytes) {
        var reader = new EventStreamReader();
        var frames = new ArrayList<EventFrame>();
        reader.feed(bytes);
        while (reader.next() instanceof EventFrame frame) {
            frames.add(frame);
        }
        assertThat(reader.next()).isInstanceOf(FrameReading.NeedMore.class);
        assertThat(reader.heldBytes()).as("bytes of a partial frame").isZero();
        return frames;
    }
}
