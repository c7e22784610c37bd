package dev.ostiary.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostiary.gateway.failures.FailureKind;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What calls that share connections do to each other. */
class ConnectionPoolTest {
    private static OutboundRequest numbered(int i) {
        return UpstreamRig.post("/model/m" + i + "/invoke");
    }

    @Test
    void connectionsAreUsedAgain() throws IOException {
        try (var server = RawServer.start(peer -> {
                    while (!peer.readRequest().isEmpty()) {
                        peer.ok("x");
                    }
                });
                var rig = new UpstreamRig(Settings.at(server.url()))) {
            for (int i = 0; i < 10; i++) {
                assertThat(rig.text(numbered(i))).isEqualTo("x");
            }

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aConnectionThatTheServerClosedWhileIdleCostsNobodyAnything() throws Exception {
        var ends = new Semaphore(0);
        try (var server = RawServer.start(peer -> {
                    peer.readRequest();
                    peer.ok("x");
                    peer.close();
                    ends.release();
                });
                var rig = new UpstreamRig(Settings.at(server.url()))) {
            for (int i = 0; i < 50; i++) {
                assertThat(rig.text(numbered(i))).isEqualTo("x");
                // the end of the connection reaches the event loop, which is what being idle means
                await().pollInterval(Duration.ofMillis(1))
                        .atMost(Duration.ofSeconds(5))
                        .until(ends::tryAcquire);
                rig.onLoop(() -> "one turn of the loop");
                rig.onLoop(() -> "and another");
            }

            assertThat(server.requests()).hasSize(50);
        }
    }

    /** The end of the connection and the next request cross on the wire, so what happens is up to chance; twice is never. */
    @Test
    void noRequestIsEverSentTwiceWhenIdleConnectionsCloseAtTheSameMoment() throws IOException {
        try (var server = RawServer.start(peer -> {
                    peer.readRequest();
                    peer.ok("x");
                });
                var rig = new UpstreamRig(Settings.at(server.url()))) {
            int served = 0;
            var failures = new ArrayList<FailureKind>();
            for (int i = 0; i < 500; i++) {
                switch (rig.send(numbered(i))) {
                    case UpstreamAnswer answer -> {
                        rig.body(answer);
                        served++;
                    }
                    case UpstreamFailure failure -> failures.add(failure.kind());
                }
            }

            assertThat(served).isPositive();
            assertThat(failures).allMatch(kind -> kind == FailureKind.RESET_BEFORE_HEADERS);
            var lines = server.requests().stream()
                    .map(head -> head.lines().findFirst())
                    .toList();
            assertThat(new HashSet<>(lines)).hasSameSizeAs(lines);
            assertThat(rig.inUse()).isZero();
        }
    }

    @Test
    void cancellingAnAnswerThatHasWhollyArrivedLeavesTheNextCallOnItsConnectionAlone() throws Exception {
        var go = new CountDownLatch(1);
        try (var server = RawServer.start(peer -> {
                    peer.readRequest();
                    peer.ok("never read");
                    peer.readRequest();
                    go.await();
                    peer.ok("of another app");
                });
                var rig = new UpstreamRig(Settings.at(server.url()))) {
            var unread = rig.answer(numbered(1));
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(rig.inUse()).isZero());
            var other = rig.begin(numbered(2));
            await().atMost(Duration.ofSeconds(5)).until(() -> server.requests().size() == 2);

            unread.cancel();
            go.countDown();

            assertThat(server.connections()).isEqualTo(1);
            assertThat(rig.body((UpstreamAnswer) UpstreamRig.await(other.reading())))
                    .isEqualTo("of another app");
        }
    }

    @Test
    void cancellingAnAnswerOnItsWayClosesTheConnection() throws Exception {
        var closed = new CountDownLatch(1);
        try (var server = RawServer.start(peer -> {
                    peer.readRequest();
                    peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
                    peer.awaitClose();
                    closed.countDown();
                });
                var rig = new UpstreamRig(Settings.at(server.url()))) {
            var answer = rig.answer(numbered(1));

            answer.cancel();
            answer.cancel();

            closed.await();
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(rig.inUse()).isZero());
        }
    }

    @Test
    void aCallGivenUpBeforeItHasAConnectionAsksNothingAndHoldsNoPlace() throws Exception {
        try (var server = RawServer.start(RawServer.Peer::readRequest);
                var rig = new UpstreamRig(Settings.at(server.url()))) {
            var signedElsewhere = UpstreamRig.post("/model/m/invoke", Buffer.buffer(new byte[5_000_000]));

            var readings = rig.onLoop(() -> Stream.of(numbered(1), signedElsewhere)
                    .map(request -> {
                        var call = rig.upstream.send("app", request, UpstreamRig.CREDENTIALS);
                        call.cancel();
                        call.cancel();
                        return call.reading().result();
                    })
                    .toList());

            assertThat(readings)
                    .allSatisfy(reading ->
                            assertThat(((UpstreamFailure) reading).kind()).isEqualTo(FailureKind.CANCELLED));
            assertThat(rig.inUse()).isZero();
            assertThat(rig.failure(numbered(2))).isEqualTo(FailureKind.RESET_BEFORE_HEADERS);
            assertThat(server.requests()).singleElement().asString().contains("/model/m2/");
        }
    }

    @Test
    void aHeaderThatWouldBeginAnotherOneIsABugAndNothingIsSent() throws Exception {
        try (var server = RawServer.start(RawServer.Peer::readRequest);
                var rig = new UpstreamRig(Settings.at(server.url()))) {
            var odd = new OutboundRequest(
                    "default",
                    "us-east-1",
                    "POST",
                    "/model/m/invoke",
                    null,
                    List.of(Map.entry("Accept", "a\r\nX-Amz-Security-Token: b")),
                    Buffer.buffer(),
                    false);

            var reading = rig.begin(odd).reading();

            await().atMost(Duration.ofSeconds(5)).until(reading::isComplete);
            assertThat(reading.cause()).isInstanceOf(IllegalArgumentException.class);
            assertThat(rig.inUse()).isZero();
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void beyondPlacesAndQueueACallIsRefusedAndTheOthersGoOn() throws Exception {
        var go = new CountDownLatch(1);
        try (var server = RawServer.start(peer -> {
                    while (!peer.readRequest().isEmpty()) {
                        go.await();
                        peer.ok("x");
                    }
                });
                var rig = new UpstreamRig(Settings.at(server.url())
                        .with("max-connections", "2")
                        .with("max-connections-per-app", "2")
                        .with("connect-timeout", "10S"))) {
            var calls = new ArrayList<UpstreamCall>();
            for (int i = 0; i < 4; i++) {
                calls.add(rig.begin(numbered(i)));
            }

            var fifth = rig.failure(numbered(5));
            go.countDown();

            assertThat(fifth).isEqualTo(FailureKind.OVERLOAD);
            for (var call : calls) {
                assertThat(rig.body((UpstreamAnswer) UpstreamRig.await(call.reading())))
                        .isEqualTo("x");
            }
            assertThat(server.connections()).isEqualTo(2);
            assertThat(server.requests()).hasSize(4);
            assertThat(rig.inUse()).isZero();
        }
    }

    @Test
    void whoWaitsTooLongForAPlaceIsRefused() throws Exception {
        try (var server = RawServer.start(RawServer.Peer::awaitClose);
                var rig = new UpstreamRig(
                        Settings.at(server.url()).with("max-connections", "1").with("connect-timeout", "0.2S"))) {
            var first = rig.begin(numbered(1));

            assertThat(rig.failure(numbered(2))).isEqualTo(FailureKind.OVERLOAD);
            assertThat(first.reading().isComplete()).isFalse();

            first.cancel();
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(rig.inUse()).isZero());
        }
    }

    @Test
    void manyCallsFromManyLoopsGetTheirOwnAnswers() throws Exception {
        try (var server = RawServer.start(peer -> {
                    for (var head = peer.readRequest(); !head.isEmpty(); head = peer.readRequest()) {
                        peer.ok(head.substring(head.indexOf("/model/m") + 8, head.indexOf("/invoke")));
                    }
                });
                var rig = new UpstreamRig(Settings.at(server.url())
                        .with("max-connections", "8")
                        .with("max-connections-per-app", "8")
                        .with("connect-timeout", "20S"))) {
            var threads = new ArrayList<Thread>();
            List<String> wrong = new CopyOnWriteArrayList<>();
            for (int t = 0; t < 8; t++) {
                int from = t * 1_000;
                threads.add(Thread.ofPlatform().start(() -> {
                    for (int i = from; i < from + 50; i++) {
                        var reading = UpstreamRig.await(rig.upstream
                                .send("app", numbered(i), UpstreamRig.CREDENTIALS)
                                .reading());
                        if (!(reading instanceof UpstreamAnswer answer)
                                || !rig.bodyAnywhere(answer).equals(String.valueOf(i))) {
                            wrong.add(i + ": " + reading);
                        }
                    }
                }));
            }
            for (var thread : threads) {
                thread.join();
            }

            assertThat(wrong).isEmpty();
            assertThat(server.connections()).isLessThanOrEqualTo(8 * 8);
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(rig.inUse()).isZero());
        }
    }
}
