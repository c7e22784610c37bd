package dev.ostiary.gateway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostiary.emulator.fault.Fault;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls whose app hangs up before Bedrock says anything. */
class AbandonedCallTest {
    private static final String BODY =
            "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hello [words=30]\"}]}]}";

    @TempDir
    Path directory;

    @BeforeEach
    void access() {
        TestGateway.writeWideApp(directory);
    }

    /** Calls, and hangs up once Bedrock has the call. */
    private static void abandon(TestGateway gateway, String operation) throws IOException {
        call(gateway, operation).close();
    }

    /** A connection whose call has reached Bedrock. */
    private static Socket call(TestGateway gateway, String operation) throws IOException {
        int before = calls(gateway);
        var socket = send(gateway, operation);
        await().atMost(Duration.ofSeconds(10)).until(() -> calls(gateway) > before);
        return socket;
    }

    private static Socket send(TestGateway gateway, String operation) throws IOException {
        String head = "POST /model/anthropic.claude-3-sonnet-20240229-v1:0/" + operation
                + " HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer "
                + gateway.issuer().token("app") + "\r\nContent-Length: " + BODY.length() + "\r\n\r\n";
        var socket = new Socket("127.0.0.1", gateway.endpoint().getPort());
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write((head + BODY).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static int calls(TestGateway gateway) {
        return (int) gateway.emulator().requests().all().stream()
                .filter(request -> request.rawTarget().startsWith("/model/"))
                .count();
    }

    private static List<String> lines(TestGateway gateway, int count) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> gateway.accessLog().lines().count() == count);
        return gateway.accessLog().lines().toList();
    }

    /** The place of the one who waits is that of the one who reads, and free for the next one then. */
    @ParameterizedTest
    @ValueSource(strings = {"converse", "converse-stream"})
    void onePlaceIsEnoughForAnAnswerFromBeforeItBeginsToItsEnd(String operation) throws IOException {
        try (var gateway = TestGateway.start(directory, Map.of("ostiary.relay.drain-limit", "1"))) {
            gateway.emulator().faults().set(new Fault.Delay(Duration.ofMillis(700), Duration.ofMillis(5)));

            abandon(gateway, operation);
            lines(gateway, 1);
            abandon(gateway, operation);

            assertThat(lines(gateway, 2))
                    .allSatisfy(line -> assertThat(line)
                            .contains("\"outcome\":\"client_gone\"", "\"status\":200", "\"output\":30"));
        }
    }

    @Test
    void withoutAPlaceTheCallIsGivenUpAtOnce() throws IOException {
        try (var gateway = TestGateway.start(directory, Map.of("ostiary.relay.drain-limit", "0"))) {
            gateway.emulator().faults().set(new Fault.Hang());

            abandon(gateway, "converse");

            assertThat(lines(gateway, 1).getFirst())
                    .contains("\"outcome\":\"client_gone\"", "\"status\":499", "\"usageSource\":\"unknown\"");
        }
    }

    @Test
    void bedrocksRefusalThatComesTooLateIsNobodysAnswer() throws Exception {
        var called = new CountDownLatch(1);
        var hungUp = new CountDownLatch(1);
        String refusal =
                "HTTP/1.1 429 Too Many Requests\r\nx-amzn-ErrorType: ThrottlingException\r\nContent-Length: 2\r\n\r\n{}";
        try (var bedrock = new CutShort(refusal, () -> {
                    called.countDown();
                    hungUp.await();
                });
                var gateway = TestGateway.start(
                        directory,
                        Map.of(
                                "ostiary.relay.drain-limit",
                                "1",
                                "ostiary.upstreams.default.endpoint",
                                bedrock.url()))) {
            try (var socket = send(gateway, "converse")) {
                called.await();
            }
            await().atMost(Duration.ofSeconds(10)).until(() -> gateway.connections() == 0);
            hungUp.countDown();

            assertThat(lines(gateway, 1).getFirst())
                    .contains("\"outcome\":\"client_gone\"", "\"status\":429", "\"bytesOut\":0");
        }
    }

    @Test
    void anAnswerThatDoesNotBeginIsWaitedForSoLongAndNotLonger() throws IOException {
        var settings = Map.of("ostiary.relay.drain-limit", "1", "ostiary.relay.drain-timeout", "1s");
        try (var gateway = TestGateway.start(directory, settings)) {
            gateway.emulator().faults().set(new Fault.Hang());

            abandon(gateway, "converse-stream");
            assertThat(lines(gateway, 1).getFirst()).contains("\"outcome\":\"client_gone\"", "\"status\":499");
            gateway.emulator().faults().clear();
            gateway.emulator().faults().set(new Fault.Delay(Duration.ofMillis(300), Duration.ZERO));
            abandon(gateway, "converse-stream");

            assertThat(lines(gateway, 2).get(1)).as("the place is free again").contains("\"output\":30");
        }
    }

    /** It looks the same as one that closed both sides, which must be noticed at once: docs/operations.md. */
    @Test
    void anAppThatClosesItsSendingSideHasHungUp() throws IOException {
        try (var gateway = TestGateway.start(directory, Map.of("ostiary.relay.drain-limit", "0"))) {
            gateway.emulator().faults().set(new Fault.Hang());
            try (var socket = call(gateway, "converse")) {
                socket.shutdownOutput();

                assertThat(socket.getInputStream().read()).isEqualTo(-1);
                assertThat(lines(gateway, 1).getFirst()).contains("\"outcome\":\"client_gone\"", "\"status\":499");
            }
        }
    }
}
