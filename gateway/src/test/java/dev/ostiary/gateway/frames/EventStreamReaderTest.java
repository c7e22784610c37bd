package dev.ostiary.gateway.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ostiary.gateway.metering.Frames;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class EventStreamReaderTest {
    @Test
    void readsAChunkThatBotocoreReads() {
        var frame = (EventFrame) readAll(hex(Frames.CHUNK_VECTOR)).getFirst();

        assertThat(frame.kind()).isEqualTo(EventFrame.Kind.EVENT);
        assertThat(frame.name()).isEqualTo("chunk");
        assertThat(payload(frame)).isEqualTo("{\"bytes\":\"eyJhIjoxfQ==\"}");
        assertThat(frame.toBuffer()).isEqualTo(hex(Frames.CHUNK_VECTOR));
    }

    @Test
    void readsAnExceptionThatBotocoreReads() {
        var frame = (EventFrame) readAll(hex(Frames.EXCEPTION_VECTOR)).getFirst();

        assertThat(frame.isFailure()).isTrue();
        assertThat(frame.name()).isEqualTo("throttlingException");
    }

    @Test
    void framesAreWindowsOnTheSegmentThatHoldsThemWhole() {
        var segment = Frames.converseStream(3);

        var frames = readAll(segment);

        assertThat(frames)
                .hasSize(6)
                .allSatisfy(reading -> assertThat(((EventFrame) reading).bytes())
                        .isSameAs(segment.getByteBuf().array()));
    }

    @Test
    void readsTheSameFramesWhereverTheBytesAreSplit() {
        Buffer stream = Frames.converseStream(2);
        var whole = texts(readAll(stream));

        for (int split = 0; split <= stream.length(); split++) {
            var reader = new EventStreamReader();
            var found = new ArrayList<>(read(reader, stream.getBuffer(0, split)));
            found.addAll(read(reader, stream.getBuffer(split, stream.length())));

            assertThat(texts(found)).isEqualTo(whole);
            assertThat(reader.heldBytes()).isZero();
        }
    }

    @Test
    void readsTheSameFramesByteByByte() {
        Buffer stream = Frames.converseStream(2);
        var reader = new EventStreamReader();
        var found = new ArrayList<FrameReading>();

        for (int i = 0; i < stream.length(); i++) {
            found.addAll(read(reader, stream.slice(i, i + 1)));
        }

        assertThat(texts(found)).isEqualTo(texts(readAll(stream)));
    }

    @Test
    void stepsOverHeadersOfEveryType() {
        Buffer headers = Buffer.buffer();
        int[] lengths = {0, 0, 1, 2, 4, 8, -1, -1, 8, 16};
        for (int type = 0; type < lengths.length; type++) {
            headers.appendByte((byte) 2).appendString("h" + type).appendByte((byte) type);
            if (lengths[type] < 0) {
                headers.appendUnsignedShort(3).appendString("abc");
            } else {
                headers.appendBytes(new byte[lengths[type]]);
            }
        }
        headers.appendByte((byte) 11).appendString(":event-type").appendByte((byte) 7);
        headers.appendUnsignedShort(5).appendString("chunk");
        headers.appendByte((byte) 13).appendString(":message-type").appendByte((byte) 7);
        headers.appendUnsignedShort(5).appendString("event");

        var frame = (EventFrame) readAll(frame(headers, "{}")).getFirst();

        assertThat(frame.name()).isEqualTo("chunk");
        assertThat(payload(frame)).isEqualTo("{}");
    }

    @Test
    void aFrameWithoutAMessageTypeIsAFrame() {
        var frame = (EventFrame) readAll(frame(Buffer.buffer(), "")).getFirst();

        assertThat(frame.kind()).isEqualTo(EventFrame.Kind.OTHER);
        assertThat(frame.length()).isEqualTo(16);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 4, 7, 8, 11})
    void aChangedPreludeIsCorruptBeforeItsLengthIsBelieved(int position) {
        Buffer stream = hex(Frames.CHUNK_VECTOR);
        stream.setByte(position, (byte) (stream.getByte(position) ^ 0x40));

        assertThat(readAll(stream.getBuffer(0, 12))).singleElement().isEqualTo(preludeCorrupt());
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 40, 90, 110, 111, 114})
    void aChangedMessageIsCorrupt(int position) {
        Buffer stream = hex(Frames.CHUNK_VECTOR);
        stream.setByte(position, (byte) (stream.getByte(position) ^ 1));

        assertThat(readAll(stream))
                .singleElement()
                .isEqualTo(new FrameReading.Corrupt("the checksum of a frame of 115 bytes does not match"));
    }

    @Test
    void everyByteOfAFrameIsGuarded() {
        Random random = new Random(7);
        for (int i = 0; i < hex(Frames.CHUNK_VECTOR).length(); i++) {
            Buffer stream = hex(Frames.CHUNK_VECTOR);
            stream.setByte(i, (byte) (stream.getByte(i) ^ 1 << random.nextInt(8)));

            assertThat(readAll(stream)).as("byte %d", i).singleElement().isInstanceOf(FrameReading.Corrupt.class);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {16 * 1024 * 1024 + 1, 0x7fffffffL, 0x80000000L, 0xffffffffL})
    void aLengthOverTheLimitIsCorrupt(long total) {
        assertThat(readAll(prelude(total, 0))).singleElement().isInstanceOf(FrameReading.Corrupt.class);
    }

    @Test
    void theLongestLengthIsWaitedForWithoutTakingItsMemory() {
        var reader = new EventStreamReader();

        var readings =
                read(reader, prelude(EventStreamReader.MAX_FRAME_BYTES, 0).appendBytes(new byte[100]));

        assertThat(readings).isEmpty();
        assertThat(reader.heldBytes()).isEqualTo(112);
    }

    @Test
    void theLongestFrameIsReadAcrossSegments() {
        byte[] payload = new byte[EventStreamReader.MAX_FRAME_BYTES - 16];
        Buffer frame = EventStreamWriter.frame(Map.of(), payload);
        var reader = new EventStreamReader();
        var found = new ArrayList<FrameReading>();

        for (int at = 0; at < frame.length(); at += 65_536) {
            found.addAll(read(reader, frame.slice(at, Math.min(frame.length(), at + 65_536))));
        }

        assertThat(found)
                .singleElement()
                .satisfies(reading ->
                        assertThat(((EventFrame) reading).length()).isEqualTo(EventStreamReader.MAX_FRAME_BYTES));
    }

    @Test
    void headersLongerThanTheFrameAreCorrupt() {
        assertThat(readAll(prelude(100, 85))).singleElement().isInstanceOf(FrameReading.Corrupt.class);
        assertThat(readAll(prelude(100, 0xffffffffL))).singleElement().isInstanceOf(FrameReading.Corrupt.class);
        assertThat(readAll(prelude(15, 0))).singleElement().isInstanceOf(FrameReading.Corrupt.class);
    }

    @Test
    void headersThatDoNotFitTheirLengthAreCorrupt() {
        Buffer nameTooLong = Buffer.buffer().appendByte((byte) 9).appendString("name");
        Buffer valueTooLong =
                Buffer.buffer().appendByte((byte) 1).appendString("n").appendByte((byte) 7);
        valueTooLong.appendUnsignedShort(9).appendString("value");
        Buffer lengthCut =
                Buffer.buffer().appendByte((byte) 1).appendString("n").appendByte((byte) 7);
        Buffer unknownType =
                Buffer.buffer().appendByte((byte) 1).appendString("n").appendByte((byte) 10);

        for (Buffer headers : List.of(nameTooLong, valueTooLong, lengthCut, unknownType)) {
            assertThat(readAll(frame(headers, "payload that may be taken for more headers")))
                    .singleElement()
                    .isInstanceOf(FrameReading.Corrupt.class);
        }
    }

    @Test
    void corruptStaysCorrupt() {
        var reader = new EventStreamReader();
        read(reader, prelude(15, 0));

        reader.feed(hex(Frames.CHUNK_VECTOR));

        assertThat(reader.next()).isInstanceOf(FrameReading.Corrupt.class);
        assertThat(reader.heldBytes()).isZero();
    }

    @Test
    void aSegmentMustBeReadToItsEnd() {
        var reader = new EventStreamReader();
        reader.feed(hex(Frames.CHUNK_VECTOR).appendBuffer(hex(Frames.CHUNK_VECTOR)));
        reader.next();

        assertThatThrownBy(() -> reader.feed(hex(Frames.CHUNK_VECTOR))).isInstanceOf(IllegalStateException.class);
    }

    public static List<FrameReading> readAll(Buffer stream) {
        return read(new EventStreamReader(), stream);
    }

    static List<FrameReading> read(EventStreamReader reader, Buffer segment) {
        var readings = new ArrayList<FrameReading>();
        reader.feed(segment);
        while (true) {
            switch (reader.next()) {
                case EventFrame frame -> readings.add(frame);
                case FrameReading.NeedMore more -> {
                    return readings;
                }
                case FrameReading.Corrupt corrupt -> {
                    readings.add(corrupt);
                    return readings;
                }
            }
        }
    }

    private static List<String> texts(List<FrameReading> readings) {
        return readings.stream()
                .map(reading -> ((EventFrame) reading).name() + payload((EventFrame) reading))
                .toList();
    }

    private static String payload(EventFrame frame) {
        return new String(frame.bytes(), frame.payloadOffset(), frame.payloadLength(), StandardCharsets.UTF_8);
    }

    private static FrameReading preludeCorrupt() {
        return new FrameReading.Corrupt("the checksum of a frame's prelude does not match");
    }

    private static Buffer hex(String text) {
        return Buffer.buffer(HexFormat.of().parseHex(text));
    }

    private static Buffer prelude(long total, long headers) {
        Buffer prelude = Buffer.buffer().appendUnsignedInt(total).appendUnsignedInt(headers);
        return prelude.appendInt(checksum(prelude));
    }

    private static Buffer frame(Buffer headers, String payload) {
        Buffer frame = prelude(16L + headers.length() + payload.length(), headers.length());
        frame.appendBuffer(headers).appendString(payload);
        return frame.appendInt(checksum(frame));
    }

    private static int checksum(Buffer bytes) {
        var crc = new CRC32();
        crc.update(bytes.getBytes());
        return (int) crc.getValue();
    }
}
