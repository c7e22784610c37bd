package dev.ostiary.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostiary.gateway.refusal.Refusal;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Starting and stopping. */
class DataPortTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final RequestHandler NOBODY = new RequestHandler() {
        @Override
        public void handle(Incoming incoming) {}

        @Override
        public void refused(Incoming incoming, Refusal refusal) {}
    };

    @Test
    void defaultsAreTheContracts() {
        var settings = TestSettings.read(Map.of());

        assertThat(settings.host()).isEqualTo("0.0.0.0");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.tlsPort()).isEqualTo(8443);
        assertThat(settings.maxBodySize().asLongValue()).isEqualTo(26_214_400);
        assertThat(settings.maxHeaderSize().asLongValue()).isEqualTo(32_768);
        assertThat(settings.headerTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.bodyIdleTimeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(settings.writeIdleTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.shutdownTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.maxConnections()).isEqualTo(20_000);
        assertThat(settings.trustedProxies()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "trusted-proxies, nonsense, ostiary.http.trusted-proxies",
        "tls-certificate, /cert.pem, ostiary.http.tls-key",
        "tls-key, /key.pem, ostiary.http.tls-certificate",
    })
    void senselessSettingFailsTheStartAndIsNamed(String key, String value, String named) {
        var vertx = Vertx.vertx();

        var start = DataPort.start(vertx, TestSettings.with(Map.of(key, value)), NOBODY);

        assertThat(start.failed()).isTrue();
        assertThat(start.cause()).hasMessageContaining(named);
        RunningPort.get(vertx.close());
    }

    @Test
    void takenPortFailsTheStart() throws IOException {
        var vertx = Vertx.vertx();
        try (var taken = new ServerSocket(0)) {
            var settings = TestSettings.with(Map.of("host", "0.0.0.0", "port", Integer.toString(taken.getLocalPort())));

            var start = DataPort.start(vertx, settings, NOBODY);

            await().until(start::isComplete);
            assertThat(start.failed()).isTrue();
        }
        RunningPort.get(vertx.close());
    }

    @Test
    void shutdownLetsRunningExchangesFinishAndTakesNothingNew() throws IOException {
        try (var running = RunningPort.with(
                        Map.of(),
                        incoming -> incoming.response().setChunked(true).write("begun"));
                var busy = running.connect();
                var streaming = new RawHttp2(running.port.port());
                var idle = running.connect()) {
            busy.send(GET);
            streaming.request(1, streaming.get("/"));
            await().until(() -> running.handled.size() == 2);

            var stopped = running.port.shutdown();

            assertThat(idle.isClosedWithin(5_000)).isTrue();
            assertThat(streaming.await(frame -> frame.type() == RawHttp2.GOAWAY).type())
                    .isEqualTo(RawHttp2.GOAWAY);
            assertThat(refusesConnections(running)).isTrue();
            assertThat(stopped.isComplete()).isFalse();
            running.handled.forEach(incoming ->
                    running.vertx.runOnContext(now -> incoming.response().end("done")));
            assertThat(busy.readToEnd()).contains("begun", "done");
            assertThat(streaming.await(frame -> frame.text().contains("done")).stream())
                    .isEqualTo(1);
            RunningPort.get(stopped);
            assertThat(running.port.connections()).isZero();
        }
    }

    @Test
    void answerBegunAfterShutdownSaysThatTheConnectionCloses() throws IOException {
        try (var running = RunningPort.with(Map.of(), incoming -> {});
                var busy = running.connect()) {
            busy.send(GET);
            await().until(() -> running.handled.size() == 1);

            var stopped = running.port.shutdown();
            await().pollDelay(Duration.ofMillis(300)).until(() -> true);
            running.vertx.runOnContext(
                    now -> running.handled.getFirst().response().end("done"));

            assertThat(busy.readToEnd())
                    .containsIgnoringCase("connection: close")
                    .endsWith("done");
            RunningPort.get(stopped);
        }
    }

    @Test
    void shutdownDoesNotWaitForeverForAnExchange() throws IOException {
        try (var running = RunningPort.with(Map.of("shutdown-timeout", "1S"), incoming -> {});
                var busy = running.connect();
                var streaming = new RawHttp2(running.port.port())) {
            busy.send(GET);
            streaming.request(1, streaming.get("/"));
            await().until(() -> running.handled.size() == 2);

            RunningPort.get(running.port.shutdown());

            assertThat(running.ends)
                    .hasSize(2)
                    .allSatisfy(end -> assertThat(RunningPort.get(end)).isEqualTo(ResponseEnd.CLIENT_GONE));
        }
    }

    private static boolean refusesConnections(RunningPort running) throws IOException {
        try (var late = running.connect()) {
            return late.isClosedWithin(5_000);
        } catch (ConnectException refused) {
            return true;
        }
    }

    @Test
    void bugInTheHandlerIsA500() throws IOException {
        try (var running = RunningPort.with(Map.of(), incoming -> {
                    throw new IllegalStateException("a bug");
                });
                var socket = running.connect()) {
            var answer = socket.send(GET).readAnswer();

            assertThat(answer)
                    .startsWith("HTTP/1.1 500 ")
                    .contains("InternalServerException")
                    .doesNotContain("a bug");
        }
    }
}
