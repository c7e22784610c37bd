package dev.ostiary.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that two servers could cut at different places: threat model 38, 40, 42, 43. */
class StrictHttp1Test {
    private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n";

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

    static Stream<Arguments> ambiguous() {
        return Stream.of(
                request(
                        "content length and chunked",
                        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                        "0\r\n\r\n"),
                request(
                        "chunked and content length",
                        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                        "0\r\n\r\n"),
                request(
                        "two transfer encodings",
                        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
                        "0\r\n\r\n"),
                request("chunked twice", "Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n"),
                request("gzip, chunked", "Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"),
                request("chunked, identity", "Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n"),
                request("unknown transfer encoding", "Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"),
                request("vertical tab in transfer encoding", "Transfer-Encoding: \u000bchunked\r\n", "0\r\n\r\n"),
                request("quoted transfer encoding", "Transfer-Encoding: \"chunked\"\r\n", "0\r\n\r\n"),
                request("space before the colon", "Transfer-Encoding : chunked\r\n", "0\r\n\r\n"),
                request("tab before the colon", "Content-Length\t: 5\r\n", "12345"),
                request("two content lengths", "Content-Length: 5\r\nContent-Length: 6\r\n", "12345"),
                request("the same content length twice", "Content-Length: 5\r\nContent-Length: 5\r\n", "12345"),
                request("content length list", "Content-Length: 5, 5\r\n", "12345"),
                request("signed content length", "Content-Length: +5\r\n", "12345"),
                request("negative content length", "Content-Length: -5\r\n", "12345"),
                request("hexadecimal content length", "Content-Length: 0x5\r\n", "12345"),
                request("empty content length", "Content-Length: \r\n", ""),
                request("huge content length", "Content-Length: 99999999999999999999\r\n", ""),
                request("bare LF after a header", "X-A: b\nX-B: c\r\n", ""),
                request("bare CR in a header", "X-A: b\rX-B: c\r\n", ""),
                request("NUL in a header value", "X-A: b\u0000c\r\n", ""),
                request("NUL in a header name", "X\u0000A: b\r\n", ""),
                request("folded header", "X-A: b\r\n Content-Length: 5\r\n", "12345"),
                request("folded first header", " X-A: b\r\n", ""),
                request("header without a colon", "X-A\r\n", ""),
                request("header without a name", ": b\r\n", ""),
                request("space in a header name", "X A: b\r\n", ""),
                request("two hosts", "Host: other\r\n", ""),
                request("chunk extension with LF", "Transfer-Encoding: chunked\r\n", "5;a\nb\r\n12345\r\n0\r\n\r\n"),
                request("chunk size with LF only", "Transfer-Encoding: chunked\r\n", "5\n12345\r\n0\r\n\r\n"),
                request("chunk without its CRLF", "Transfer-Encoding: chunked\r\n", "5\r\n12345XX0\r\n\r\n"),
                request("negative chunk size", "Transfer-Encoding: chunked\r\n", "-1\r\n\r\n"),
                request("chunk size with 0x", "Transfer-Encoding: chunked\r\n", "0x5\r\n12345\r\n0\r\n\r\n"),
                request("overflowing chunk size", "Transfer-Encoding: chunked\r\n", "100000005\r\n12345\r\n0\r\n\r\n"),
                chunked("chunk extension", "5;x=y\r\n12345\r\n0\r\n\r\n"),
                chunked("quoted chunk extension", "5;x=\"y\"\r\n12345\r\n0\r\n\r\n"),
                chunked("chunk extension without a name", "5;\r\n12345\r\n0\r\n\r\n"),
                chunked("extension of the last chunk", "5\r\n12345\r\n0;x\r\n\r\n"),
                chunked("extension of a second chunk", "5\r\n12345\r\n3;x\r\n678\r\n0\r\n\r\n"),
                chunked("chunk size with a plus", "+5\r\n12345\r\n0\r\n\r\n"),
                chunked("space before a chunk size", " 5\r\n12345\r\n0\r\n\r\n"),
                chunked("space behind a chunk size", "5 \r\n12345\r\n0\r\n\r\n"),
                chunked("tab behind a chunk size", "5\t\r\n12345\r\n0\r\n\r\n"),
                chunked("chunk size without digits", "\r\n12345\r\n0\r\n\r\n"),
                chunked("chunk size of nine digits", "000000005\r\n12345\r\n0\r\n\r\n"),
                chunked("chunk size with a letter behind it", "5g\r\n12345\r\n0\r\n\r\n"),
                chunked("bare CR in a chunk size", "5\r12345\r\n0\r\n\r\n"),
                chunked("bare LF behind a chunk", "5\r\n12345\n0\r\n\r\n"),
                chunked("bare LF behind the last size", "5\r\n12345\r\n0\n\r\n"),
                chunked("bare LF at the end", "5\r\n12345\r\n0\r\n\n"),
                chunked("a trailer", "5\r\n12345\r\n0\r\nX-Trailer: y\r\n\r\n"),
                chunked("a trailer that is a header", "5\r\n12345\r\n0\r\nContent-Length: 5\r\n\r\n"),
                request("chunk size that is none", "Transfer-Encoding: chunked\r\n", "zz\r\n\r\n"),
                Arguments.of(
                        "HTTP/1.0 with transfer encoding",
                        "POST / HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                Arguments.of("no host", "POST / HTTP/1.1\r\nX-A: b\r\n\r\n"),
                Arguments.of("empty host", "GET / HTTP/1.1\r\nHost: \r\n\r\n"),
                Arguments.of("host with a path", "GET / HTTP/1.1\r\nHost: h/evil\r\n\r\n"),
                Arguments.of("host with userinfo", "GET / HTTP/1.1\r\nHost: a@h\r\n\r\n"),
                Arguments.of("lower-case method", "get / HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of("mixed-case method", "Post / HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of("method with odd characters", "PO$T / HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of("HTTP/2.0 in the request line", "GET / HTTP/2.0\r\nHost: h\r\n\r\n"),
                Arguments.of("HTTP/1.2", "GET / HTTP/1.2\r\nHost: h\r\n\r\n"),
                Arguments.of("HTTP/0.9", "GET /\r\n\r\n"),
                Arguments.of("absolute form of another host", "GET http://evil/ HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of("absolute form with userinfo", "GET http://h@evil/ HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of("absolute form, longer host", "GET http://h.evil/ HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of("authority form", "CONNECT evil:443 HTTP/1.1\r\nHost: evil:443\r\n\r\n"),
                Arguments.of("asterisk form", "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of("target with a fragment", "GET /a#b HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of("target that is not ASCII", "GET /\u00e4 HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of("target with NUL", "GET /a\u0000b HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of("target with a space", "GET /a b HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of("target with a tab", "GET /a\tb HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of("bare LF after the request line", "GET / HTTP/1.1\nHost: h\r\n\r\n"),
                Arguments.of("more than one space in the request line", "GET  /  HTTP/1.1\r\nHost: h\r\n\r\n"));
    }

    private static Arguments chunked(String name, String body) {
        return request(name, "Transfer-Encoding: chunked\r\n", body);
    }

    private static Arguments request(String name, String headers, String body) {
        return Arguments.of(name, "POST / HTTP/1.1\r\nHost: h\r\n" + headers + "\r\n" + body);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ambiguous")
    void ambiguousRequestGets400AndNothingBehindItIsAnswered(String name, String bytes) throws IOException {
        running.handled.clear();

        var answer = running.exchange(bytes + SMUGGLED);

        assertThat(answer)
                .as(name)
                .matches("(?s)HTTP/1\\.[01] 400 .*")
                .contains("ValidationException", "(ostiary: request;");
        assertThat(answer.split("HTTP/1\\.[01] \\d\\d\\d", -1)).as("answers").hasSize(2);
        assertThat(running.handled)
                .noneMatch(incoming -> incoming.head().target().equals("/smuggled"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ambiguous")
    void itIsTheSameWhenTheBytesArriveOneByOne(String name, String bytes) throws IOException {
        running.handled.clear();
        try (var socket = running.connect()) {
            var answer = sendSlowly(socket, bytes + SMUGGLED).readToEnd();

            assertThat(answer).as(name).matches("(?s)HTTP/1\\.[01] 400 .*");
            assertThat(running.handled)
                    .noneMatch(incoming -> incoming.head().target().equals("/smuggled"));
        }
    }

    private static RawSocket sendSlowly(RawSocket socket, String bytes) {
        try {
            for (int i = 0; i < bytes.length(); i++) {
                socket.send(bytes.substring(i, i + 1));
            }
        } catch (IOException closed) {
            // refused before the end; what it said can still be read
        }
        return socket;
    }

    @Test
    void halfARequestOfAClientThatHangsUpIsNobodysBusiness() throws IOException {
        running.handled.clear();
        running.refused.clear();
        try (var socket = running.connect()) {
            socket.send("GET / HTTP/1.1\r\nHost: h\r\nX-Ha");
        }

        await().until(() -> running.port.connections() == 0);
        assertThat(running.handled).isEmpty();
        assertThat(running.refused).isEmpty();
    }

    @Test
    void absoluteFormOfTheSameHostIsItsPath() throws IOException {
        var answer = running.exchange("GET http://h:80/a?b HTTP/1.1\r\nHost: h:80\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("got GET /a?b 0");
    }

    @Test
    void chunkedBodyIsReadHoweverItIsCut() throws IOException {
        var head = "POST /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: Chunked\r\nConnection: close\r\n\r\n";

        var body = "5\r\n12345\r\n00000003\r\n678\r\nA\r\n0123456789\r\n0\r\n\r\n";
        assertThat(running.exchange(head + body)).startsWith("HTTP/1.1 200 ").endsWith("got POST /c 18");
        try (var socket = running.connect()) {
            assertThat(sendSlowly(socket, head + body).readToEnd()).endsWith("got POST /c 18");
        }
    }

    @Test
    void http10RequestIsAnsweredAndClosed() throws IOException {
        var answer = running.exchange("GET /old HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.0 200 ").endsWith("got GET /old 0");
    }

    @Test
    void upgradeToH2cIsNotHonoured() throws IOException {
        var answer = running.exchange("POST /u HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, HTTP2-Settings, close\r\n"
                + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\nContent-Length: 3\r\n\r\nabc");

        assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("got POST /u 3");
    }

    @Test
    void webSocketUpgradeIsNotHonoured() throws IOException {
        var head = "GET /w HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n";

        var answer = running.exchange(
                head + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("got GET /w 0");
    }
}
