package dev.ostiary.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostiary.gateway.failures.FailureKind;
import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.refusal.RefusalKind;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which the other side can misbehave before a body begins. */
class BrokenUpstreamTest {
    private static final OutboundRequest CALL = UpstreamRig.post("/model/m/invoke");

    private static FailureKind failureOf(RawServer.Script script) throws IOException {
        try (var server = RawServer.start(script);
                var rig = new UpstreamRig(Settings.at(server.url()).with("first-byte-timeout", "1S"))) {
            var kind = rig.failure(CALL);

            assertThat(server.requests())
                    .as("a request of which bytes were written is never sent again")
                    .hasSizeLessThan(2);
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(rig.inUse()).isZero());
            return kind;
        }
    }

    @Test
    void aResetBeforeTheHeadIsNotRepeated() throws IOException {
        var kind = failureOf(peer -> {
            peer.readRequest();
            peer.reset();
        });

        assertThat(kind).isEqualTo(FailureKind.RESET_BEFORE_HEADERS);
    }

    @Test
    void anEndBeforeTheHeadIsNotRepeated() throws IOException {
        assertThat(failureOf(RawServer.Peer::readRequest)).isEqualTo(FailureKind.RESET_BEFORE_HEADERS);
    }

    @Test
    void aResetInsideTheHeadIsOneBeforeIt() throws IOException {
        var kind = failureOf(peer -> {
            peer.readRequest();
            peer.write("HTTP/1.1 200 OK\r\nContent-Ty");
            peer.reset();
        });

        assertThat(kind).isEqualTo(FailureKind.RESET_BEFORE_HEADERS);
    }

    @Test
    void anAnswerThatDoesNotBeginInTimeIsATimeOutThatNoSdkRepeats() throws IOException {
        var kind = failureOf(peer -> {
            peer.readRequest();
            peer.awaitClose();
        });

        assertThat(kind).isEqualTo(FailureKind.FIRST_BYTE_TIMEOUT);
        assertThat(kind.refusal().kind()).isEqualTo(RefusalKind.MODEL_TIMEOUT);
        assertThat(kind.refusal().deniedBy()).isEqualTo(DeniedBy.UPSTREAM);
    }

    static Stream<String> malformed() {
        return Stream.of(
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "HTTP/1.1 2OO OK\r\n\r\n",
                "HTTP/3.0 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: minus one\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX-Huge: " + "a".repeat(200_000) + "\r\n\r\n",
                "HTTP/1.1 200 " + "K".repeat(200_000) + "\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nab",
                "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest/meta-data/\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void whatIsNoAnswerIsRefusedAndItsConnectionClosed(String bytes) throws IOException {
        var kind = failureOf(peer -> {
            peer.readRequest();
            peer.write(bytes);
            peer.awaitClose();
        });

        assertThat(kind).isEqualTo(FailureKind.MALFORMED);
        assertThat(kind.refusal().kind().status()).isEqualTo(503);
        assertThat(kind.refusal().headers()).containsEntry("Retry-After", "1");
    }

    @Test
    void aRedirectIsNotFollowed() throws IOException {
        try (var elsewhere = RawServer.start(RawServer.Peer::readRequest);
                var server = RawServer.start(peer -> {
                    peer.readRequest();
                    peer.write("HTTP/1.1 307 Temporary Redirect\r\nLocation: " + elsewhere.url()
                            + "/\r\nContent-Length: 0\r\n\r\n");
                    peer.awaitClose();
                });
                var rig = new UpstreamRig(Settings.at(server.url()))) {
            rig.send(CALL);

            assertThat(elsewhere.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 102, 103, 199})
    void interimAnswersAreNotTheAnswerAndDoNotShiftTheNextOne(int interim) throws IOException {
        try (var server = RawServer.start(peer -> {
                    for (int i = 0; !peer.readRequest().isEmpty(); i++) {
                        peer.write("HTTP/1.1 " + interim + " Interim\r\nX-Amzn-Odd: 1\r\n\r\n");
                        peer.ok("answer " + i);
                    }
                });
                var rig = new UpstreamRig(Settings.at(server.url()))) {
            assertThat(rig.text(CALL)).isEqualTo("answer 0");
            assertThat(rig.text(CALL)).isEqualTo("answer 1");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void onlyAllowedHeadersComeBack() throws IOException {
        try (var server = RawServer.start(peer -> {
                    peer.readRequest();
                    peer.write("""
                            HTTP/1.1 200 OK\r
                            Content-Type: application/json\r
                            Content-Length: 2\r
                            Date: Mon, 23 Nov 2026 18:00:00 GMT\r
                            X-Amzn-RequestId: abc\r
                            x-amzn-bedrock-input-token-count: 7\r
                            Retry-After: 3\r
                            Set-Cookie: a=b\r
                            X-Amz-Security-Token: secret\r
                            Location: http://169.254.169.254/\r
                            Server: x\r
                            Connection: keep-alive\r
                            \r
                            {}""");
                    peer.awaitClose();
                });
                var rig = new UpstreamRig(Settings.at(server.url()))) {
            var answer = rig.answer(CALL);

            assertThat(answer.headers().names())
                    .containsExactlyInAnyOrder(
                            "Content-Type",
                            "Content-Length",
                            "Date",
                            "X-Amzn-RequestId",
                            "x-amzn-bedrock-input-token-count",
                            "Retry-After");
            assertThat(answer.requestId()).isEqualTo("abc");
            assertThat(answer.errorType()).isNull();
            assertThat(rig.body(answer)).isEqualTo("{}");
        }
    }

    @Test
    void bytesAfterAnAnswerAreNotTakenForTheNextOne() throws IOException {
        try (var server = RawServer.start(peer -> {
                    peer.readRequest();
                    peer.ok("first");
                    peer.write("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison");
                    peer.readRequest();
                    peer.ok("second on the same connection");
                });
                var rig = new UpstreamRig(Settings.at(server.url()))) {
            assertThat(rig.text(CALL)).isEqualTo("first");
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(rig.inUse()).isZero());
            assertThat(rig.text(CALL)).isNotEqualTo("poison");
        }
    }

    @Test
    void aHostThatRefusesConnectionsFailsFast() throws IOException {
        int port;
        try (var nobody = new ServerSocket(0)) {
            port = nobody.getLocalPort();
        }
        try (var rig = new UpstreamRig(Settings.at("http://127.0.0.1:" + port))) {
            assertThat(rig.failure(CALL)).isEqualTo(FailureKind.CONNECT);
            assertThat(rig.inUse()).isZero();
        }
    }

    @Test
    void anUnknownHostIsToldFromADeadOne() {
        try (var rig = new UpstreamRig(Settings.at("https://bedrock.invalid"))) {
            assertThat(rig.failure(CALL)).isEqualTo(FailureKind.DNS);
            assertThat(rig.inUse()).isZero();
        }
    }

    @Test
    void throttlingPassesOnceAndAsItIs() throws IOException {
        try (var server = RawServer.start(peer -> {
                    peer.readRequest();
                    peer.write("HTTP/1.1 429 Too Many Requests\r\nx-amzn-ErrorType: ThrottlingException:http://x/\r\n"
                            + "Retry-After: 7\r\nContent-Length: 2\r\n\r\n{}");
                    peer.awaitClose();
                });
                var rig = new UpstreamRig(Settings.at(server.url()))) {
            var answer = rig.answer(CALL);

            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.errorType()).isEqualTo("ThrottlingException");
            assertThat(answer.headers().get("Retry-After")).isEqualTo("7");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"InvalidSignatureException", "ExpiredTokenException", "UnrecognizedClientException"})
    void aRefusalOfOurSignatureIsNotTheCallersFault(String type) throws IOException {
        var kind = failureOf(peer -> {
            peer.readRequest();
            peer.write("HTTP/1.1 403 Forbidden\r\nx-amzn-ErrorType: " + type
                    + "\r\nDate: Mon, 23 Nov 2020 18:00:00 GMT\r\nContent-Length: 2\r\n\r\n{}");
            peer.awaitClose();
        });

        assertThat(kind).isEqualTo(FailureKind.CREDENTIALS_REFUSED);
        assertThat(kind.refusal().kind()).isEqualTo(RefusalKind.UNAVAILABLE);
    }

    @Test
    void anAnswerBeforeTheWholeBodyWasSentIsAnAnswer() throws IOException {
        var body = Buffer.buffer(new byte[20_000_000]);
        try (var server = RawServer.start(peer -> {
                    peer.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
                    peer.awaitClose();
                });
                var rig = new UpstreamRig(Settings.at(server.url()))) {
            assertThat(rig.answer(UpstreamRig.post("/model/m/invoke", body)).status())
                    .isEqualTo(400);
        }
    }

    @Test
    void aCallThatIsGivenUpClosesItsConnection() throws Exception {
        var asked = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        try (var server = RawServer.start(peer -> {
                    peer.readRequest();
                    asked.countDown();
                    peer.awaitClose();
                    closed.countDown();
                });
                var rig = new UpstreamRig(Settings.at(server.url()))) {
            var call = rig.begin(CALL);
            asked.await();

            call.cancel();

            assertThat(UpstreamRig.await(call.reading()))
                    .isInstanceOfSatisfying(
                            UpstreamFailure.class,
                            failure -> assertThat(failure.kind()).isEqualTo(FailureKind.CANCELLED));
            closed.await();
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(rig.inUse()).isZero());
        }
    }
}
