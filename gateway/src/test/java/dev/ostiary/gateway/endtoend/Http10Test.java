package dev.ostiary.gateway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ostiary.emulator.fault.Fault;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        try (var socket = send(operation)) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private Socket send(String operation) throws IOException {
        var socket = new Socket("127.0.0.1", gateway.endpoint().getPort());
        socket.setSoTimeout(20_000);
        String head = "POST " + TARGET + operation + " HTTP/1.0\r\nHost: gateway\r\nConnection: close\r\n"
                + "Authorization: Bearer " + gateway.issuer().token("app") + "\r\nContent-Length: " + BODY.length()
                + "\r\n\r\n";
        socket.getOutputStream().write((head + BODY).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private void startAgain(Map<String, String> settings) {
        gateway.close();
        gateway = TestGateway.start(directory, settings);
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

    @ParameterizedTest
    @ValueSource(strings = {"invoke", "converse"})
    void anAnswerThatBreaksDoesNotLookComplete(String operation) throws IOException {
        String begun =
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n";
        try (var bedrock = new CutShort(begun)) {
            startAgain(Map.of("ostiary.upstreams.default.endpoint", bedrock.url()));

            assertThatThrownBy(() -> post(operation)).isInstanceOf(SocketException.class);
            assertThat(line()).contains("\"outcome\":\"upstream_error\"", "\"status\":200");
        }
    }

    @Test
    void anAnswerOfUnknownLengthEndsInOrder() throws IOException {
        String whole = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "2\r\n{}\r\n0\r\n\r\n";
        try (var bedrock = new CutShort(whole)) {
            startAgain(Map.of("ostiary.upstreams.default.endpoint", bedrock.url()));

            assertThat(post("invoke")).startsWith("HTTP/1.0 200 OK\r\n").endsWith("\r\n\r\n{}");
        }
    }

    @Test
    void aStreamThatTheShutdownCutsDoesNotLookComplete() throws IOException {
        startAgain(Map.of("ostiary.http.shutdown-timeout", "1s"));
        gateway.emulator().faults().set(new Fault.HangBeforeFrame(2));
        try (var socket = send("converse-stream")) {
            assertThat(socket.getInputStream().read()).isEqualTo('H');

            gateway.dataPath().shutdown();

            assertThatThrownBy(() -> socket.getInputStream().readAllBytes()).isInstanceOf(SocketException.class);
        }
    }
}
