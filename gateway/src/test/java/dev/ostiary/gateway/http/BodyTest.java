package dev.ostiary.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Which bodies are taken: threat model 52, and the bound on all bodies together. */
class BodyTest {
    private static final Map<String, String> SMALL = Map.of("max-body-size", "100000");

    private static String post(int declared, int sent) {
        return "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + declared + "\r\n\r\n" + "x".repeat(sent);
    }

    private static String chunked(int size) {
        var chunk = Integer.toHexString(size) + "\r\n" + "x".repeat(size) + "\r\n";
        return "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk + "0\r\n\r\n";
    }

    @Test
    void bodyOfExactlyTheLimitIsTaken() throws IOException {
        try (var running = RunningPort.echoing(SMALL);
                var socket = running.connect()) {
            assertThat(socket.send(post(99_999, 99_999)).readAnswer()).endsWith("got POST / 99999");
            assertThat(socket.send(post(100_000, 100_000)).readAnswer()).endsWith("got POST / 100000");
            assertThat(socket.send(chunked(100_000)).readAnswer()).endsWith("got POST / 100000");
        }
    }

    @Test
    void oneByteMoreIs413WithoutReadingIt() throws IOException {
        try (var running = RunningPort.echoing(SMALL);
                var socket = running.connect()) {
            var answer = socket.send(post(100_001, 0)).readAnswer();

            assertThat(answer).startsWith("HTTP/1.1 413 ").contains("ValidationException", "longer than 100000 bytes");
        }
    }

    @Test
    void chunkedBodyIsCounted() throws IOException {
        try (var running = RunningPort.echoing(SMALL)) {
            assertThat(running.exchange(chunked(100_001))).startsWith("HTTP/1.1 413 ");
            assertThat(running.port.bufferedBodyBytes()).isZero();
        }
    }

    @Test
    void chunkedBodyWithoutEndIsRefusedAndTheConnectionClosed() throws IOException {
        try (var running = RunningPort.echoing(SMALL);
                var socket = running.connect()) {
            socket.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
            var writer = Thread.ofVirtual().start(() -> sendForever(socket));

            assertThat(socket.readAnswer()).startsWith("HTTP/1.1 413 ").contains("Connection: close");
            await().atMost(Duration.ofSeconds(20)).until(() -> !writer.isAlive());
        }
    }

    private static void sendForever(RawSocket socket) {
        try {
            while (true) {
                socket.send("2000\r\n" + "x".repeat(0x2000) + "\r\n");
            }
        } catch (IOException closed) {
            // what the test waits for
        }
    }

    @Test
    void smallUnreadBodyDoesNotCostTheConnection() throws IOException {
        try (var running = RunningPort.with(Map.of(), RunningPort::deny);
                var socket = running.connect()) {
            assertThat(socket.send(post(5_000, 5_000)).readAnswer()).startsWith("HTTP/1.1 401 ");
            assertThat(socket.send(post(5_000, 5_000)).readAnswer()).startsWith("HTTP/1.1 401 ");
        }
    }

    @Test
    void overTheBoundOnAllBodiesTheNewestGets503AndTheOldestIsServed() throws IOException {
        var settings = Map.of("max-buffered-bodies", "200000");
        try (var running = RunningPort.echoing(settings);
                var first = running.connect();
                var second = running.connect();
                var third = running.connect()) {
            first.send(post(90_000, 80_000));
            second.send(post(90_000, 80_000));
            await().until(() -> running.port.bufferedBodyBytes() == 160_000);

            var refused = third.send(post(90_000, 90_000)).readAnswer();
            var served = first.send("x".repeat(10_000)).readAnswer();

            assertThat(refused).startsWith("HTTP/1.1 503 ").contains("Retry-After: 1");
            assertThat(served).endsWith("got POST / 90000");
            assertThat(second.send("x".repeat(10_000)).readAnswer()).endsWith("got POST / 90000");
            await().until(() -> running.port.bufferedBodyBytes() == 0);
        }
    }

    @Test
    void oneAppMayHoldHalfOfTheMemoryForBodiesAndNoMore() throws IOException {
        var settings = Map.of("max-buffered-bodies", "200000");
        try (var running = RunningPort.with(settings, incoming -> RunningPort.echo(incoming, "greedy"));
                var first = running.connect();
                var second = running.connect()) {
            first.send(post(90_000, 80_000));
            await().until(() -> running.port.bufferedBodyBytes() == 80_000);

            var refused = second.send(post(90_000, 90_000)).readAnswer();
            var served = first.send("x".repeat(10_000)).readAnswer();

            assertThat(refused).startsWith("HTTP/1.1 503 ").contains("Retry-After: 1");
            assertThat(served).endsWith("got POST / 90000");
            await().until(() -> running.port.bufferedBodyBytes() == 0);
        }
    }

    @Test
    void bytesOfAClientThatGoesAwayAreGivenBack() throws IOException {
        try (var running = RunningPort.echoing(Map.of())) {
            try (var socket = running.connect()) {
                socket.send(post(90_000, 80_000));
                await().until(() -> running.port.bufferedBodyBytes() == 80_000);
            }

            await().until(() -> running.port.bufferedBodyBytes() == 0 && running.port.exchanges() == 0);
        }
    }

    @Test
    void readingTheBodyOfAClientThatIsGoneAlreadyEndsAtOnce() throws IOException {
        var readings = new CopyOnWriteArrayList<BodyReading>();
        try (var running = RunningPort.with(
                Map.of(),
                incoming -> incoming.onEnd(end -> incoming.readBody("app").onSuccess(readings::add)))) {
            try (var socket = running.connect()) {
                socket.send(post(90_000, 80_000));
                await().until(() -> running.handled.size() == 1);
            }

            await().until(() -> readings.size() == 1);
            assertThat(readings.getFirst()).isInstanceOf(BodyReading.ClientGone.class);
        }
    }

    @Test
    void continueIsSentOnlyWhenTheBodyIsWanted() throws IOException {
        var expecting = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n";
        try (var reading = RunningPort.echoing(Map.of());
                var denying = RunningPort.with(Map.of(), RunningPort::deny);
                var wanted = reading.connect();
                var unwanted = denying.connect()) {
            assertThat(wanted.send(expecting).readAnswer()).startsWith("HTTP/1.1 100 Continue");
            assertThat(wanted.send("12345").readAnswer()).endsWith("got POST / 5");
            assertThat(unwanted.send(expecting).readAnswer())
                    .startsWith("HTTP/1.1 401 ")
                    .contains("Connection: close");
        }
    }

    @Test
    void contentEncodingIsNeverInflated() throws IOException {
        try (var running = RunningPort.echoing(Map.of())) {
            var answer = running.exchange("POST / HTTP/1.1\r\nHost: h\r\nContent-Encoding: gzip\r\n"
                    + "Content-Length: 4\r\nConnection: close\r\n\r\nabcd");

            assertThat(answer).endsWith("got POST / 4");
        }
    }
}
