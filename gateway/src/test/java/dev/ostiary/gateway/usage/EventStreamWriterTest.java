package dev.ostiary.gateway.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import software.amazon.eventstream.Message;

class EventStreamWriterTest {
    @Test
    void writesTheExceptionThatBotocoreReads() {
        Buffer frame = EventStreamWriter.exception(
                "throttlingException", "Too many tokens, please wait before trying again.");

        assertThat(HexFormat.of().formatHex(frame.getBytes())).isEqualTo(Frames.EXCEPTION_VECTOR);
    }

    @Test
    void theSdksOwnDecoderReadsAnyMessage() throws Exception {
        String message = "quote \" backslash \\ line\nnul\0 ü 😀";

        Buffer frame = EventStreamWriter.exception("modelStreamErrorException", message);

        var read = Message.decode(ByteBuffer.wrap(frame.getBytes()));
        assertThat(read.getHeaders().get(":message-type").getString()).isEqualTo("exception");
        assertThat(read.getHeaders().get(":exception-type").getString()).isEqualTo("modelStreamErrorException");
        assertThat(read.getHeaders().get(":content-type").getString()).isEqualTo("application/json");
        assertThat(new ObjectMapper().readTree(read.getPayload()).get("message").asText())
                .isEqualTo(message);
    }
}
