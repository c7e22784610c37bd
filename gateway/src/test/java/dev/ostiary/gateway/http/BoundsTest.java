package dev.ostiary.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one peer may take of us: threat model 49, 50, 53, 54, 55. */
class BoundsTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    @Test
    void connectionThatSendsNothingIsClosedAtTheHeaderDeadline() throws IOException {
        try (var running = RunningPort.echoing(Map.of("header-timeout", "1S"));
                var socket = running.connect()) {
            assertThat(socket.isClosedWithin(600)).isFalse();
            assertThat(socket.isClosedWithin(3_000)).isTrue();
        }
    }

    @Test
    void drippingHeadDoesNotMoveTheHeaderDeadline() throws IOException {
        try (var running = RunningPort.echoing(Map.of("header-timeout", "1S"));
                var socket = running.connect()) {
            socket.send("GET / HTTP/1.1\r\nHost: h\r\nX: ");
            long begin = System.nanoTime();

            boolean closed = false;
            while (!closed && System.nanoTime() - begin < 10_000_000_000L) {
                closed = drip(socket);
            }

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
            assertThat(running.handled).isEmpty();
        }
    }

    private static boolean drip(RawSocket socket) {
        try {
            socket.send("a");
            return socket.isClosedWithin(100);
        } catch (IOException closed) {
            return true;
        }
    }

    @Test
    void drippingHttp2PrefaceIsClosedAtTheHeaderDeadline() throws IOException {
        try (var running = RunningPort.echoing(Map.of("header-timeout", "1S"));
                var socket = running.connect()) {
            socket.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

            assertThat(socket.readToEnd()).doesNotContain("HTTP/1.1");
        }
    }

    @Test
    void secondHeadOnAConnectionHasItsOwnDeadline() throws IOException {
        try (var running = RunningPort.echoing(Map.of("header-timeout", "1S"));
                var socket = running.connect()) {
            assertThat(socket.send(GET).readAnswer()).startsWith("HTTP/1.1 200 ");
            assertThat(socket.isClosedWithin(2_000)).as("idle between requests").isFalse();

            socket.send("GET / HT");

            assertThat(socket.isClosedWithin(3_000)).isTrue();
        }
    }

    @Test
    void connectionIdleForTooLongIsClosed() throws IOException {
        try (var running = RunningPort.echoing(Map.of("keep-alive-timeout", "1S"));
                var socket = running.connect()) {
            socket.send(GET).readAnswer();

            assertThat(socket.isClosedWithin(3_000)).isTrue();
        }
    }

    @Test
    void exchangeThatTakesLongerThanTheHeaderDeadlineIsLeftAlone() throws IOException {
        try (var running = RunningPort.with(Map.of("header-timeout", "1S", "keep-alive-timeout", "1S"), incoming -> {
                    incoming.response().setChunked(true).write("begun");
                });
                var socket = running.connect()) {
            socket.send(GET).readAnswer();

            await().pollDelay(Duration.ofMillis(2_500)).until(() -> true);
            running.vertx.runOnContext(
                    now -> running.handled.getFirst().response().end());

            assertThat(socket.socket().getInputStream().readNBytes(10))
                    .asString()
                    .contains("begun");
            assertThat(RunningPort.get(running.ends.getFirst())).isEqualTo(ResponseEnd.COMPLETE);
        }
    }

    @Test
    void bodyThatStopsIsRefusedAfterTheBodyIdleTimeout() throws IOException {
        try (var running = RunningPort.echoing(Map.of("body-idle-timeout", "1S"));
                var socket = running.connect()) {
            socket.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n12345");

            assertThat(socket.readAnswer()).startsWith("HTTP/1.1 400 ").contains("did not arrive");
        }
    }

    @Test
    void slowButSteadyBodyIsRead() throws IOException {
        try (var running = RunningPort.echoing(Map.of("body-idle-timeout", "1S"));
                var socket = running.connect()) {
            socket.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n");
            for (int i = 0; i < 5; i++) {
                assertThat(socket.isClosedWithin(500)).isFalse();
                socket.send("x");
            }

            assertThat(socket.readAnswer()).startsWith("HTTP/1.1 200 ").endsWith("got POST / 5");
        }
    }

    @Test
    void readerThatTakesNothingLosesItsAnswerAfterTheWriteIdleTimeout() throws IOException {
        try (var running = RunningPort.with(Map.of("write-idle-timeout", "1S"), BoundsTest::flood);
                var socket = running.connect()) {
            socket.socket().setReceiveBufferSize(4_096);
            socket.send(GET);

            await().atMost(Duration.ofSeconds(10)).until(() -> !running.handled.isEmpty());
            var end = RunningPort.get(running.ends.getFirst());

            assertThat(end).isEqualTo(ResponseEnd.CLIENT_GONE);
        }
    }

    /** Writes as long as the queue takes more, and never ends. */
    private static void flood(Incoming incoming) {
        var response = incoming.response().setChunked(true);
        response.drainHandler(more -> fill(incoming));
        fill(incoming);
    }

    private static void fill(Incoming incoming) {
        while (!incoming.response().writeQueueFull()) {
            incoming.response().write("x".repeat(10_000));
        }
    }

    @Test
    void longRequestLineIs414AndLongHeadersAre431() throws IOException {
        try (var running = RunningPort.echoing(Map.of())) {
            var line = running.exchange("GET /" + "a".repeat(1 << 20) + " HTTP/1.1\r\nHost: h\r\n\r\n");
            var header = running.exchange("GET / HTTP/1.1\r\nHost: h\r\nX: " + "a".repeat(1 << 20) + "\r\n\r\n");
            var headers = running.exchange(
                    "GET / HTTP/1.1\r\nHost: h\r\n" + "X-Some-Header: 1234\r\n".repeat(2_000) + "\r\n");

            assertThat(line).startsWith("HTTP/1.1 414 ").contains("ValidationException");
            assertThat(header).startsWith("HTTP/1.1 431 ").contains("ValidationException");
            assertThat(headers).startsWith("HTTP/1.1 431 ").contains("ValidationException");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 102, 2_000})
    void moreThanAHundredHeaderLinesAre431(int lines) throws IOException {
        try (var running = RunningPort.echoing(Map.of())) {
            var answer = running.exchange(withLines(lines) + GET);

            assertThat(answer)
                    .startsWith("HTTP/1.1 431 ")
                    .contains("ValidationException", "The request has more than 100 header lines. (ostiary: request;");
            assertThat(answer.split("HTTP/1\\.[01] \\d\\d\\d", -1))
                    .as("answers")
                    .hasSize(2);
            assertThat(running.handled).isEmpty();
            assertThat(running.refused).hasSize(1);
        }
    }

    @Test
    void aHundredHeaderLinesAreTaken() throws IOException {
        try (var running = RunningPort.echoing(Map.of());
                var socket = running.connect()) {
            assertThat(socket.send(withLines(100)).readAnswer()).startsWith("HTTP/1.1 200 ");
        }
    }

    private static String withLines(int lines) {
        return "GET / HTTP/1.1\r\nHost: h\r\n" + "X: y\r\n".repeat(lines - 1) + "\r\n";
    }

    @Test
    void overTheConnectionBoundTheLongestIdleGivesWay() throws IOException {
        try (var running = RunningPort.echoing(Map.of("max-connections", "8"))) {
            var sockets = new ArrayList<RawSocket>();
            for (int i = 0; i < 40; i++) {
                var socket = running.connect();
                sockets.add(socket);
                assertThat(socket.send(GET).readAnswer()).startsWith("HTTP/1.1 200 ");
            }

            assertThat(running.port.connections()).isLessThanOrEqualTo(8);
            assertThat(sockets.getFirst().isClosedWithin(2_000)).isTrue();
            assertThat(sockets.getLast().send(GET).readAnswer()).startsWith("HTTP/1.1 200 ");
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void connectionWithARunningExchangeNeverGivesWay() throws IOException {
        try (var running = RunningPort.with(Map.of("max-connections", "2"), incoming -> {})) {
            var busy = new ArrayList<RawSocket>();
            for (int i = 0; i < 2; i++) {
                busy.add(running.connect().send(GET));
            }
            await().until(() -> running.handled.size() == 2);

            try (var third = running.connect()) {
                assertThat(third.isClosedWithin(3_000)).isTrue();
            }

            assertThat(busy)
                    .allSatisfy(socket -> assertThat(socket.isClosedWithin(200)).isFalse());
            for (var socket : busy) {
                socket.close();
            }
        }
    }

    @Test
    void thousandPipelinedRequestsAreAllAnsweredInOrderWhileFewWait() throws IOException {
        try (var running = RunningPort.echoing(Map.of());
                var socket = running.connect()) {
            var all = new StringBuilder();
            for (int i = 0; i < 1_000; i++) {
                all.append("GET /").append(i).append(" HTTP/1.1\r\nHost: h\r\n\r\n");
            }
            socket.send(all.toString());

            for (int i = 0; i < 1_000; i++) {
                assertThat(socket.readAnswer()).endsWith("got GET /" + i + " 0");
            }
        }
    }

    @Test
    void pipelinedRequestsAreNotEvenDecodedWhileTheFirstIsUnanswered() throws IOException {
        try (var running = RunningPort.with(Map.of(), incoming -> {});
                var socket = running.connect()) {
            socket.socket().setSendBufferSize(8_192);
            var writer = new Thread(() -> {
                try {
                    socket.send(GET.repeat(200_000));
                } catch (IOException closed) {
                    // the test is over
                }
            });
            writer.start();

            await().until(() -> running.handled.size() == 1);
            await().pollDelay(Duration.ofMillis(500)).until(() -> true);

            assertThat(writer.isAlive())
                    .as("the kernel's buffers are full, we read no more")
                    .isTrue();
            assertThat(running.handled).hasSize(1);
        }
    }

    @Test
    void overTheExchangeBoundTheNewestGets503() throws IOException {
        try (var running = RunningPort.with(Map.of("max-exchanges", "1"), incoming -> {});
                var first = running.connect();
                var second = running.connect()) {
            first.send(GET);
            await().until(() -> running.handled.size() == 1);

            var answer = second.send(GET).readAnswer();

            assertThat(answer)
                    .startsWith("HTTP/1.1 503 ")
                    .contains("ServiceUnavailableException", "Retry-After: 1", "x-ostiary-denied-by: gateway");
            assertThat(running.refused).hasSize(1);
            assertThat(first.isClosedWithin(200)).isFalse();
        }
    }

    @Test
    void exchangesAreCountedDownWhenClientsGo() throws IOException {
        try (var running = RunningPort.with(Map.of(), incoming -> {})) {
            for (int i = 0; i < 20; i++) {
                try (var socket = running.connect()) {
                    socket.send(GET);
                    int expected = i + 1;
                    await().until(() -> running.handled.size() == expected);
                }
            }

            await().atMost(Duration.ofSeconds(5)).until(() -> running.port.exchanges() == 0);
            await().atMost(Duration.ofSeconds(5)).until(() -> running.port.connections() == 0);
        }
    }
}
