package dev.ostiary.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How long the head of an HTTP/2 request may take on a connection that is open already: threat model 49. */
class Http2HeadTimeTest {
    private static final Map<String, String> ONE_SECOND = Map.of("header-timeout", "1S");
    private static final int PRIORITY = 2;
    private static final int UNKNOWN = 0xbb;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    static Stream<Arguments> unfinished() {
        byte[] headers = RawHttp2.bytes(RawHttp2.HEADERS, RawHttp2.END_STREAM, 1, new byte[] {(byte) 0x82});
        byte[] whole = RawHttp2.bytes(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 1, new byte[100]);
        return Stream.of(
                Arguments.of("header block without its end", headers),
                Arguments.of("first byte of a frame", Arrays.copyOf(whole, 1)),
                Arguments.of("three bytes of a frame", Arrays.copyOf(whole, 3)),
                Arguments.of("frame header without its last byte", Arrays.copyOf(whole, 8)),
                Arguments.of("frame header without its payload", Arrays.copyOf(whole, 9)),
                Arguments.of("payload without its last byte", Arrays.copyOf(whole, whole.length - 1)),
                Arguments.of("half a PRIORITY", Arrays.copyOf(RawHttp2.bytes(PRIORITY, 0, 1, new byte[5]), 11)),
                Arguments.of(
                        "half a SETTINGS", Arrays.copyOf(RawHttp2.bytes(RawHttp2.SETTINGS, 0, 0, new byte[6]), 12)),
                Arguments.of("half an unknown frame", Arrays.copyOf(RawHttp2.bytes(UNKNOWN, 0, 0, new byte[40]), 20)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unfinished")
    void unfinishedHeadEndsTheConnectionAtTheHeaderDeadline(String name, byte[] bytes) throws IOException {
        try (var running = RunningPort.echoing(ONE_SECOND);
                var client = new RawHttp2(running.port.port())) {
            client.request(3, client.get("/before"));
            assertThat(client.body(3)).isEqualTo("got GET /before 0");
            client.write(bytes);

            assertThat(client.endWithin(600)).as(name).isNull();
            var end = client.endWithin(3_000);

            assertThat(end).as(name).isNotNull().satisfies(frame -> {
                assertThat(frame.type()).isEqualTo(RawHttp2.GOAWAY);
                assertThat(frame.text()).contains("ostiary.http.header-timeout");
            });
        }
    }

    @Test
    void drippingContinuationsDoNotMoveTheDeadline() throws IOException {
        try (var running = RunningPort.echoing(ONE_SECOND);
                var client = new RawHttp2(running.port.port())) {
            byte[] block = client.get("/dripped");
            client.frame(RawHttp2.HEADERS, RawHttp2.END_STREAM, 1, Arrays.copyOf(block, 1));

            assertDripIsCutOff(client, at -> client.frame(RawHttp2.CONTINUATION, 0, 1, new byte[] {block[at + 1]}));

            assertThat(running.handled).isEmpty();
        }
    }

    @Test
    void drippingBytesDoNotMoveTheDeadline() throws IOException {
        try (var running = RunningPort.echoing(ONE_SECOND);
                var client = new RawHttp2(running.port.port())) {
            byte[] frame = RawHttp2.bytes(
                    RawHttp2.HEADERS, RawHttp2.END_STREAM | RawHttp2.END_HEADERS, 1, client.get("/dripped"));

            assertDripIsCutOff(client, at -> client.write(new byte[] {frame[at]}));

            assertThat(running.handled).isEmpty();
        }
    }

    private interface Drip {
        void send(int at) throws IOException;
    }

    private static void assertDripIsCutOff(RawHttp2 client, Drip drip) throws IOException {
        long begin = System.nanoTime();
        for (int at = 0; client.endWithin(200) == null; at++) {
            drip.send(at);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(3));
    }

    /** Each head has a deadline of its own, though there is always one unfinished. */
    @Test
    void manyHeadsAreTakenThoughEachIsCutByTheNetwork() throws IOException {
        try (var running = RunningPort.echoing(ONE_SECOND);
                var client = new RawHttp2(running.port.port())) {
            long begin = System.nanoTime();
            byte[] rest = new byte[0];
            int stream = 1;
            while (System.nanoTime() - begin < 2_500_000_000L) {
                byte[] frame = RawHttp2.bytes(
                        RawHttp2.HEADERS, RawHttp2.END_STREAM | RawHttp2.END_HEADERS, stream, client.get("/" + stream));
                client.write(concat(rest, Arrays.copyOf(frame, 12)));
                rest = Arrays.copyOfRange(frame, 12, frame.length);
                assertThat(client.endWithin(100)).isNull();
                stream += 2;
            }
            client.write(rest);

            assertThat(client.body(stream - 2)).isEqualTo("got GET /" + (stream - 2) + " 0");
        }
    }

    private static byte[] concat(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    @Test
    void frameOfABodyMayTakeLonger() throws IOException {
        try (var running = RunningPort.echoing(ONE_SECOND);
                var client = new RawHttp2(running.port.port())) {
            client.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 1, client.post("/slow"));
            byte[] data = RawHttp2.bytes(RawHttp2.DATA, RawHttp2.END_STREAM, 1, new byte[30]);
            int at = 0;
            for (int piece : new int[] {5, 3, 4, 20}) {
                client.write(Arrays.copyOfRange(data, at, at + piece));
                at += piece;
                assertThat(client.endWithin(1_500)).isNull();
            }

            client.write(Arrays.copyOfRange(data, at, data.length));

            assertThat(client.body(1)).isEqualTo("got POST /slow 30");
        }
    }

    @Test
    void itIsTheSameWithinTls() throws Exception {
        var pem = TestCertificate.make(folder);
        var settings = Map.of(
                "header-timeout",
                "1S",
                "tls-certificate",
                pem.certificate().toString(),
                "tls-key",
                pem.key().toString());
        try (var running = RunningPort.echoing(settings);
                var client = new RawHttp2(connect(running, pem), new byte[0])) {
            client.request(1, client.get("/t"));
            assertThat(client.body(1)).isEqualTo("got GET /t 0");
            assertThat(client.endWithin(1_500)).as("idle between requests").isNull();
            client.frame(RawHttp2.HEADERS, RawHttp2.END_STREAM, 3, new byte[] {(byte) 0x82});

            var end = client.endWithin(3_000);

            assertThat(end).isNotNull();
        }
    }

    private static SSLSocket connect(RunningPort running, TestCertificate pem) throws Exception {
        var socket = (SSLSocket) pem.context()
                .getSocketFactory()
                .createSocket(
                        InetAddress.getLoopbackAddress(), running.port.tlsPort().orElseThrow());
        var parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }
}
