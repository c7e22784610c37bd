package dev.ostiary.gateway.frames;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ostiary.gateway.metering.Frames;
import dev.ostiary.gateway.metering.UsageTap;
import dev.ostiary.gateway.usage.AnswerShape;
import dev.ostiary.gateway.usage.Usage;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes from upstream: no exception, no hang, the same reading however it is split, and memory that follows the bytes. */
class ReaderFuzzTest {
    private static final int ROUNDS = 20_000;

    @FuzzTest
    void framesFromAnything(FuzzedDataProvider input) {
        int split = input.consumeInt(0, 64);
        readFrames(input.consumeRemainingAsBytes(), split);
    }

    @FuzzTest
    void usageFromAnything(FuzzedDataProvider input) {
        AnswerShape shape = input.pickValue(AnswerShape.values());
        String model = input.consumeBoolean() ? "amazon.titan-embed-text-v2:0" : "meta.llama3";
        readUsage(shape, model, input.consumeRemainingAsBytes());
    }

    @Test
    void damagedStreamsAreReadWithoutSurprise() {
        long seed = Long.getLong("ostiary.seed", 1);
        Random random = new Random(seed);
        byte[] good = Frames.converseStream(3)
                .appendBuffer(Frames.chunk("{\"usage\":{\"inputTokens\":5}}"))
                .getBytes();
        for (int i = 0; i < ROUNDS; i++) {
            readFrames(damage(good, random), random.nextInt(good.length));
        }
        assertThat(readFrames(good, 7)).as("seed %d", seed).hasSize(7);
    }

    @Test
    void damagedBodiesAreReadWithoutSurprise() {
        Random random = new Random(Long.getLong("ostiary.seed", 1));
        byte[] good =
                ("{\"usage\":{\"inputTokens\":10,\"outputTokens\":20,\"cacheDetails\":[{\"ttl\":\"1h\",\"inputTokens\":3}]},"
                                + "\"results\":[{\"tokenCount\":4}],\"images\":[\"a\"],\"x\":[true,null,-1.5e3,\"\\u0041\"]}")
                        .getBytes();
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = damage(good, random);
            AnswerShape shape = AnswerShape.values()[random.nextInt(AnswerShape.values().length)];

            Usage usage = readUsage(shape, "amazon.nova-lite-v1:0", bytes);

            assertThat(usage).isNotEqualTo(new Usage.Unknown("the usage reader failed"));
        }
    }

    private static List<FrameReading> readFrames(byte[] bytes, int split) {
        var reader = new EventStreamReader();
        Buffer stream = Buffer.buffer(bytes);
        int at = Math.min(split, bytes.length);
        var found = new ArrayList<>(EventStreamReaderTest.read(reader, stream.slice(0, at)));
        if (found.isEmpty() || found.getLast() instanceof EventFrame) {
            found.addAll(EventStreamReaderTest.read(reader, stream.slice(at, bytes.length)));
        }
        assertThat(reader.heldBytes()).isLessThanOrEqualTo(bytes.length);
        assertThat(found).hasSameSizeAs(EventStreamReaderTest.readAll(Buffer.buffer(bytes)));
        return found;
    }

    private static Usage readUsage(AnswerShape shape, String model, byte[] bytes) {
        var tap = UsageTap.of(shape, model);
        tap.head(200, MultiMap.caseInsensitiveMultiMap());
        tap.body(Buffer.buffer(bytes));
        for (String name : List.of("metadata", "chunk")) {
            Buffer frame = Frames.event(name, new String(bytes, StandardCharsets.ISO_8859_1));
            tap.frame((EventFrame) EventStreamReaderTest.readAll(frame).getFirst());
        }
        tap.end(true);
        return tap.usage();
    }

    private static byte[] damage(byte[] good, Random random) {
        byte[] bytes = Arrays.copyOf(good, random.nextInt(good.length) + 1);
        for (int i = random.nextInt(3); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
