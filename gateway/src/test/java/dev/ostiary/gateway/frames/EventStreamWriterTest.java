package dev.ostiary.gateway.frames;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ostiary.gateway.metering.Frames;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.eventstream.Message;

class EventStreamWriterTest {
    @Test
    void writesTheExceptionThatBotocoreReads() {
        Buffer frame =
                EventStreamWriter.exception("throttlingException", "Too many tokens, please wait before trying again.");

        assertThat(HexFormat.of().formatHex(frame.getBytes())).isEqualTo(Frames.EXCEPTION_VECTOR);
    }

    @Test
    void theSdksOwnDecoderReadsAnyMessage() throws Exception {
        String message = "quote \" backslash \\ line\nnul\0 ü 😀";

        Buffer frame = EventStreamWriter.exception("modelStreamErrorException", message);

        var read = Message.decode(ByteBuffer.wrap(frame.getBytes()));
        var headers = new HashMap<String, String>();
        read.getHeaders().forEach((name, value) -> headers.put(name, value.getString()));
        assertThat(headers)
                .containsOnly(
                        Map.entry(":message-type", "exception"),
                        Map.entry(":exception-type", "modelStreamErrorException"),
                        Map.entry(":content-type", "application/json"));
        assertThat(new ObjectMapper().readTree(read.getPayload()).get("message").asText())
                .isEqualTo(message);
    }
}
