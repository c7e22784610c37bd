package dev.ostiary.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Malformed HTTP/2 requests: threat model 41 to 43. */
class Http2Test {
    @SuppressWarnings("NullAway.Init")
    private static RunningPort running;

    @BeforeAll
    static void start() {
        running = RunningPort.echoing(Map.of());
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void requestWithPriorKnowledgeIsAnswered() throws IOException {
        try (var client = new RawHttp2(running.port.port())) {
            client.request(1, client.get("/a?b=%2F"));

            assertThat(client.body(1)).isEqualTo("got GET /a?b=%2F 0");
        }
    }

    @Test
    void hostInPlaceOfAuthorityIsEnough() throws IOException {
        try (var client = new RawHttp2(running.port.port())) {
            client.request(1, client.block(":method", "GET", ":scheme", "http", ":path", "/h", "host", "h"));

            assertThat(client.body(1)).isEqualTo("got GET /h 0");
        }
    }

    @Test
    void prefaceInThreePiecesIsUnderstood() throws Exception {
        try (var socket = running.connect()) {
            for (String piece : new String[] {"PRI * HTT", "P/2.0\r\n\r\nSM", "\r\n\r\n"}) {
                socket.send(piece);
                Thread.onSpinWait();
            }
            socket.send(RawHttp2.bytes(RawHttp2.SETTINGS, 0, 0, new byte[0]));

            var first = socket.socket().getInputStream().readNBytes(9);

            assertThat(first[3]).isEqualTo((byte) RawHttp2.SETTINGS);
        }
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                request("authority against host", "GET", "/", "host", "other"),
                request("two hosts", "GET", "/", "host", "h", "host", "h"),
                request("path with a space", "GET", "/a b"),
                request("path with CRLF", "GET", "/a\r\nx: y"),
                request("path with NUL", "GET", "/a\u0000b"),
                request("path that is not ASCII", "GET", "/\u00e4"),
                request("path with a fragment", "GET", "/a#b"),
                request("empty path", "GET", ""),
                request("path without a slash", "GET", "model"),
                request("absolute path of another host", "GET", "http://evil/"),
                request("asterisk", "OPTIONS", "*"),
                request("lower-case method", "get", "/"),
                request("method with a space", "GET /x", "/"),
                request("upper-case header name", "GET", "/", "X-Upper", "a"),
                request("header name with a space", "GET", "/", "x upper", "a"),
                request("CRLF in a header value", "GET", "/", "x-a", "b\r\nx-b: c"),
                request("NUL in a header value", "GET", "/", "x-a", "b\u0000c"),
                request("connection header", "GET", "/", "connection", "close"),
                request("transfer-encoding", "GET", "/", "transfer-encoding", "chunked"),
                request("upgrade", "GET", "/", "upgrade", "h2c"),
                request("te that is not trailers", "GET", "/", "te", "gzip"),
                request("unknown pseudo-header", "GET", "/", ":evil", "a"),
                request("content length without a body", "POST", "/", "content-length", "5"),
                request("two content lengths", "POST", "/", "content-length", "0", "content-length", "1"),
                Arguments.of("no authority", new String[] {":method", "GET", ":scheme", "http", ":path", "/"}),
                Arguments.of("no path", new String[] {":method", "GET", ":scheme", "http", ":authority", "h"}),
                Arguments.of("no method", new String[] {":scheme", "http", ":authority", "h", ":path", "/"}),
                Arguments.of("no scheme", new String[] {":method", "GET", ":authority", "h", ":path", "/"}),
                Arguments.of("connect", new String[] {":method", "CONNECT", ":authority", "evil:443"}));
    }

    private static Arguments request(String name, String method, String path, String... more) {
        var usual = Stream.of(":method", method, ":scheme", "http", ":authority", "h", ":path", path);
        return Arguments.of(name, Stream.concat(usual, Stream.of(more)).toArray(String[]::new));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void malformedRequestIsRefusedOrResetAndNeverHandled(String name, String[] headers) throws IOException {
        running.handled.clear();
        try (var client = new RawHttp2(running.port.port())) {
            client.request(1, client.block(headers));

            var end = client.body(1);

            assertThat(end).as(name).containsAnyOf("(ostiary: request;", "[reset ", "[gone]");
            assertThat(running.handled).isEmpty();
        }
    }

    @Test
    void bodyThatIsLongerThanAnnouncedIsNotTaken() throws IOException {
        running.handled.clear();
        try (var client = new RawHttp2(running.port.port())) {
            client.frame(
                    RawHttp2.HEADERS,
                    RawHttp2.END_HEADERS,
                    1,
                    client.block(
                            ":method",
                            "POST",
                            ":scheme",
                            "http",
                            ":authority",
                            "h",
                            ":path",
                            "/",
                            "content-length",
                            "3"));
            client.frame(RawHttp2.DATA, RawHttp2.END_STREAM, 1, "12345".getBytes(StandardCharsets.US_ASCII));

            assertThat(client.body(1)).doesNotContain("got POST");
        }
    }

    /** A request whose header list has exactly this size as HTTP/2 counts it. */
    private static byte[] ofSize(RawHttp2 client, int size) {
        int usual = ":methodGET:schemehttp:authorityh:path/x".length() + 5 * 32;
        return client.block(
                ":method", "GET", ":scheme", "http", ":authority", "h", ":path", "/", "x", "y".repeat(size - usual));
    }

    @Test
    void headersOfExactlyTheLimitAreTaken() throws IOException {
        try (var client = new RawHttp2(running.port.port())) {
            client.requestInPieces(1, ofSize(client, 32_768));

            assertThat(client.body(1)).isEqualTo("got GET / 0");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {32_769, 40_000, 65_536})
    void tooLongHeadersAre431(int size) throws IOException {
        running.handled.clear();
        running.refused.clear();
        try (var client = new RawHttp2(running.port.port())) {
            client.requestInPieces(1, ofSize(client, size));

            var head = client.await(frame -> frame.stream() == 1 || frame.type() == RawHttp2.GOAWAY);

            assertThat(head.type()).isEqualTo(RawHttp2.HEADERS);
            assertThat(head.text()).contains("431", "x-amzn-errortype", "ValidationException", "x-ostiary-decision");
            assertThat(client.body(1))
                    .startsWith("{\"message\":\"The headers are too long. (ostiary: request; decision ");
            assertThat(running.handled).isEmpty();
            assertThat(running.refused).hasSize(1);
            client.request(3, client.get("/fine"));
            assertThat(client.body(3)).as("the connection goes on").isEqualTo("got GET /fine 0");
        }
    }

    @Test
    void aHundredHeaderLinesAreTaken() throws IOException {
        try (var client = new RawHttp2(running.port.port())) {
            client.request(1, withLines(client, 100));

            assertThat(client.body(1)).isEqualTo("got POST / 0");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 500})
    void moreThanAHundredHeaderLinesAre431(int lines) throws IOException {
        running.handled.clear();
        try (var client = new RawHttp2(running.port.port())) {
            client.request(1, withLines(client, lines));

            var head = client.await(frame -> frame.stream() == 1 || frame.type() == RawHttp2.GOAWAY);

            assertThat(head.type()).isEqualTo(RawHttp2.HEADERS);
            assertThat(head.text()).contains("431", "ValidationException", "x-ostiary-decision");
            assertThat(client.body(1)).contains("The request has more than 100 header lines. (ostiary: request;");
            assertThat(running.handled).isEmpty();
        }
    }

    private static byte[] withLines(RawHttp2 client, int lines) {
        return client.post("/", Collections.nCopies(2 * lines, "x").toArray(String[]::new));
    }

    /** More than that is not taken into memory: Netty answers without a word. */
    @Test
    void headersOverTwiceTheLimitAreABare431() throws IOException {
        running.handled.clear();
        try (var client = new RawHttp2(running.port.port())) {
            client.requestInPieces(1, ofSize(client, 65_537));

            var head = client.await(frame -> frame.stream() == 1 || frame.type() == RawHttp2.GOAWAY);

            assertThat(head.type()).isEqualTo(RawHttp2.HEADERS);
            assertThat(head.text()).contains("431").doesNotContain("ValidationException");
            assertThat(running.handled).isEmpty();
        }
    }

    @Test
    void streamThatTheClientResetsIsSeenAtOnceAndItsBodyGivenBack() throws IOException {
        try (var hanging = RunningPort.with(Map.of(), incoming -> incoming.readBody("app"));
                var client = new RawHttp2(hanging.port.port())) {
            var post = client.block(":method", "POST", ":scheme", "http", ":authority", "h", ":path", "/");
            client.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 1, post);
            client.frame(RawHttp2.DATA, 0, 1, new byte[5_000]);
            await().until(() -> hanging.port.bufferedBodyBytes() == 5_000);

            client.frame(RawHttp2.RST_STREAM, 0, 1, new byte[] {0, 0, 0, 8});

            assertThat(RunningPort.get(hanging.ends.getFirst())).isEqualTo(ResponseEnd.CLIENT_GONE);
            assertThat(hanging.port.bufferedBodyBytes()).isZero();
            assertThat(hanging.port.exchanges()).isZero();
        }
    }

    @Test
    void bodyThatStopsIsRefusedAfterTheBodyIdleTimeout() throws IOException {
        try (var slow = RunningPort.echoing(Map.of("body-idle-timeout", "1S"));
                var client = new RawHttp2(slow.port.port())) {
            var post = client.block(":method", "POST", ":scheme", "http", ":authority", "h", ":path", "/");
            client.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 1, post);
            client.frame(RawHttp2.DATA, 0, 1, new byte[5]);

            assertThat(client.body(1)).contains("did not arrive");
        }
    }
}
