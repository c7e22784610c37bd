package dev.ostiary.gateway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostiary.emulator.fault.Fault;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proxies that speak HTTP/1.0 to what is behind them, as nginx does unless told otherwise, get every answer too. */
class Http10Test {
    private static final String TARGET = "/model/anthropic.claude-3-sonnet-20240229-v1:0/";
    private static final String BODY =
            "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hello [words=30]\"}]}]}";

    @TempDir
    Path directory;

    private TestGateway gateway;

    @BeforeEach
    void start() {
        TestGateway.writeWideApp(directory);
        gateway = TestGateway.start(directory, Map.of());
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private String post(String operation) throws IOException {
        try (var socket = new Socket("127.0.0.1", gateway.endpoint().getPort())) {
            socket.setSoTimeout(20_000);
            String head = "POST " + TARGET + operation + " HTTP/1.0\r\nHost: gateway\r\nConnection: close\r\n"
                    + "Authorization: Bearer " + gateway.issuer().token("app") + "\r\nContent-Length: " + BODY.length()
                    + "\r\n\r\n";
            socket.getOutputStream().write((head + BODY).getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private String line() {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> gateway.accessLog().lines().count() == 1);
        return gateway.accessLog();
    }

    @Test
    void aStreamEndsWithItsConnection() throws IOException {
        String answer = post("converse-stream");

        assertThat(answer)
                .startsWith("HTTP/1.0 200 OK\r\n")
                .doesNotContainIgnoringCase("transfer-encoding")
                .contains("messageStart", "word30", "messageStop", "\"outputTokens\":30");
        assertThat(line()).contains("\"outcome\":\"success\"", "\"output\":30");
    }

    @Test
    void aStreamThatBreaksEndsWithAnExceptionFrame() throws IOException {
        gateway.emulator().faults().set(new Fault.EndMidFrame(2));

        assertThat(post("converse-stream")).contains("messageStart", "modelStreamErrorException");
        assertThat(line()).contains("\"outcome\":\"upstream_error\"");
    }

    @Test
    void anAnswerOfKnownLengthIsAsUsual() throws IOException {
        assertThat(post("converse"))
                .startsWith("HTTP/1.0 200 OK\r\n")
                .contains("Content-Length: ")
                .contains("word30");
        assertThat(line()).contains("\"outcome\":\"success\"");
    }
}
