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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every exchange that runs when the gateway ends is told once, whether its app waits for it or has hung up. */
class ShutdownTest {
    private static final String MODEL = "/model/anthropic.claude-3-sonnet-20240229-v1:0/";
    private static final String BODY =
            "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hello [words=30]\"}]}]}";

    @TempDir
    Path directory;

    @BeforeEach
    void write() {
        TestGateway.writeWideApp(directory);
    }

    private TestGateway start(String shutdownTimeout) {
        return TestGateway.start(directory, Map.of("ostiary.http.shutdown-timeout", shutdownTimeout));
    }

    /** A connection on which the call has reached Bedrock. */
    private static Socket call(TestGateway gateway, String operation) throws IOException {
        var socket = new Socket("127.0.0.1", gateway.endpoint().getPort());
        String head = "POST " + MODEL + operation + " HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer "
                + gateway.issuer().token("app") + "\r\nContent-Length: " + BODY.length() + "\r\n\r\n";
        socket.getOutputStream().write((head + BODY).getBytes(StandardCharsets.US_ASCII));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> gateway.emulator().requests().all().stream()
                        .anyMatch(request -> request.rawTarget().startsWith("/model/")));
        return socket;
    }

    private static void hangUp(TestGateway gateway, Socket socket) throws IOException {
        socket.close();
        await().atMost(Duration.ofSeconds(10)).until(() -> gateway.connections() == 0);
    }

    @ParameterizedTest
    @CsvSource({"converse, -1", "converse-stream, -1", "converse-stream, 2"})
    void aCallThatGoesOnWithoutItsAppIsGivenUpInTheEndAndTold(String operation, int frame) throws IOException {
        TestGateway gateway = start("1s");
        try (gateway) {
            gateway.emulator().faults().set(frame < 0 ? new Fault.Hang() : new Fault.HangBeforeFrame(frame));
            Socket socket = call(gateway, operation);
            if (frame >= 0) {
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }
            hangUp(gateway, socket);
        }

        assertThat(gateway.accessLog().lines())
                .singleElement()
                .asString()
                .contains("\"outcome\":\"client_gone\"", "\"status\":" + (frame < 0 ? 499 : 200));
    }

    @Test
    void theTokensOfAnAbandonedAnswerAreCountedBeforeTheEnd() throws IOException {
        TestGateway gateway = start("20s");
        try (gateway) {
            gateway.emulator().faults().set(new Fault.Delay(Duration.ofMillis(300), Duration.ofMillis(100)));
            hangUp(gateway, call(gateway, "converse-stream"));
        }

        assertThat(gateway.accessLog().lines())
                .singleElement()
                .asString()
                .contains("\"outcome\":\"client_gone\"", "\"output\":30");
    }

    @ParameterizedTest
    @CsvSource({"converse, -1", "converse-stream, -1", "converse-stream, 2"})
    void aCallThatDoesNotEndInTimeIsCutAndTold(String operation, int frame) throws IOException {
        TestGateway gateway = start("1s");
        Socket socket;
        try (gateway) {
            gateway.emulator().faults().set(frame < 0 ? new Fault.Hang() : new Fault.HangBeforeFrame(frame));
            socket = call(gateway, operation);
        }

        assertThat(gateway.accessLog().lines()).hasSize(1);
        assertThat(gateway.metrics()).doesNotContainPattern("ostiary_active_streams\\{app=\"app\",\\} [1-9]");
        socket.close();
    }
}
