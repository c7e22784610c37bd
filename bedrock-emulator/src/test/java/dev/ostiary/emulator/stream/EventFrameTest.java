package dev.ostiary.emulator.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ostiary.emulator.exchange.AwsError;
import dev.ostiary.emulator.exchange.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;
import software.amazon.eventstream.MessageDecoder;

class EventFrameTest {
    /** Facts 1.7, verified there with botocore's parser. */
    private static final String CHUNK_VECTOR =
            "000000730000004b3a5edd6e0d3a6d6573736167652d747970650700056576656e740b3a6576656e742d747970650700056368756e6b0d"
                    + "3a636f6e74656e742d747970650700106170706c69636174696f6e2f6a736f6e7b226279746573223a2265794a68496a6f"
                    + "7866513d3d227d70012291";

    private static final String EXCEPTION_VECTOR =
            "000000b0000000614f5086b30d3a6d6573736167652d74797065070009657863657074696f6e0f3a657863657074696f6e2d7479706507"
                    + "00137468726f74746c696e67457863657074696f6e0d3a636f6e74656e742d747970650700106170706c69636174696f6e"
                    + "2f6a736f6e7b226d657373616765223a22546f6f206d616e7920746f6b656e732c20706c65617365207761697420626566"
                    + "6f726520747279696e6720616761696e2e227d3c90a44c";

    @Test
    void chunkHasTheBytesOfTheTestVector() {
        byte[] frame =
                EventFrame.event("chunk", Json.object().put("bytes", "{\"a\":1}".getBytes(StandardCharsets.UTF_8)));

        assertThat(HexFormat.of().formatHex(frame)).isEqualTo(CHUNK_VECTOR);
    }

    @Test
    void exceptionHasTheBytesOfTheTestVector() {
        byte[] frame = EventFrame.exception(AwsError.throttling("Too many tokens, please wait before trying again."));

        assertThat(HexFormat.of().formatHex(frame)).isEqualTo(EXCEPTION_VECTOR);
    }

    @Test
    void awsDecoderReadsWhatIsWritten() {
        byte[] frame = EventFrame.event("contentBlockDelta", Json.object().put("text", "grüße"));

        List<Message> messages = decode(frame);

        assertThat(messages).singleElement().satisfies(message -> {
            assertThat(message.getHeaders()).containsEntry(":event-type", HeaderValue.fromString("contentBlockDelta"));
            assertThat(new String(message.getPayload(), StandardCharsets.UTF_8)).isEqualTo("{\"text\":\"grüße\"}");
        });
    }

    @Test
    void chunkPaddingDiffersFromFrameToFrame() {
        byte[] event = {'{', '}'};

        assertThat(Chunk.of(event, 0).length).isNotEqualTo(Chunk.of(event, 1).length);
    }

    @Test
    void awsDecoderRefusesWrongPreludeCrc() {
        byte[] broken = BrokenFrame.wrongPreludeCrc(EventFrame.event("chunk", Json.object()));

        assertThatThrownBy(() -> decode(broken)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void awsDecoderRefusesWrongMessageCrc() {
        byte[] broken = BrokenFrame.wrongMessageCrc(EventFrame.event("chunk", Json.object()));

        assertThatThrownBy(() -> decode(broken)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void declaredLengthHasFittingChecksums() {
        byte[] frame = EventFrame.event("chunk", Json.object());

        byte[] longer = BrokenFrame.withDeclaredLength(frame, 0x7fffffffL);

        assertThat(ByteBuffer.wrap(longer).getInt(0)).isEqualTo(0x7fffffff);
        assertThat(ByteBuffer.wrap(longer).getInt(8)).isEqualTo(EventFrame.crc(longer, 8));
        assertThat(BrokenFrame.withDeclaredLength(frame, frame.length)).isEqualTo(frame);
    }

    private static List<Message> decode(byte[] bytes) {
        List<Message> messages = new ArrayList<>();
        MessageDecoder decoder = new MessageDecoder(messages::add);
        decoder.feed(bytes);
        return messages;
    }
}
