package dev.ostiary.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ostiary.gateway.drain.FixedDrainSettings;
import dev.ostiary.gateway.frames.EventFrame;
import dev.ostiary.gateway.metering.Frames;
import dev.ostiary.gateway.usage.Usage;
import io.netty.channel.ChannelOption;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How answers end on real connections, both protocols on the app's side. */
class RelayWireTest {
    private static final Buffer START = Frames.messageStart().appendBuffer(Frames.delta("hello"));

    static Stream<Arguments> faults() {
        Buffer bad = Frames.delta("damaged");
        bad.setByte(60, (byte) ~bad.getByte(60));
        return Stream.of(
                fault("resetAtTheBorder", StreamEnd.UPSTREAM_BROKE, socket -> reset(socket, START)),
                fault("resetInsideAFrame", StreamEnd.UPSTREAM_BROKE, socket -> reset(socket, cut(START))),
                fault("resetBeforeTheFirstFrame", StreamEnd.UPSTREAM_BROKE, socket -> reset(socket, Buffer.buffer())),
                fault(
                        "resetBehindTheLastFrame",
                        StreamEnd.UPSTREAM_BROKE,
                        socket -> reset(socket, Frames.converseStream(2))),
                fault(
                        "closedWithoutTheLastChunk",
                        StreamEnd.UPSTREAM_BROKE,
                        socket -> socket.end(Buffer.buffer(Wire.STREAM_HEAD).appendBuffer(Wire.chunk(START)))),
                fault("endedInsideAFrame", StreamEnd.UPSTREAM_TRUNCATED, socket -> whole(socket, cut(START))),
                fault("endedBeforeTheFinalEvents", StreamEnd.UPSTREAM_TRUNCATED, socket -> whole(socket, START)),
                fault("emptyStream", StreamEnd.UPSTREAM_TRUNCATED, socket -> whole(socket, Buffer.buffer())),
                fault(
                        "badChecksum",
                        StreamEnd.UPSTREAM_CORRUPT,
                        socket -> whole(socket, START.copy().appendBuffer(bad))),
                fault(
                        "brokenChunkedEncoding",
                        StreamEnd.UPSTREAM_BROKE,
                        socket -> socket.write(Buffer.buffer(Wire.STREAM_HEAD)
                                .appendBuffer(Wire.chunk(START))
                                .appendString("zz\r\n"))),
                fault(
                        "silence",
                        StreamEnd.UPSTREAM_IDLE,
                        socket -> socket.write(Buffer.buffer(Wire.STREAM_HEAD).appendBuffer(Wire.chunk(START)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aFaultIsOneExceptionFrameAndANormalEndOverHttp1(String name, StreamEnd expected, Consumer<NetSocket> script)
            throws Exception {
        try (var wire = impatient()) {
            wire.script("/converse", script);
            try (var app = new AppSocket(wire.port(), "/converse")) {
                app.head();
                Buffer body = app.chunkedBody();

                assertOneException(body);
            }
            assertThat(wire.nextEnd().end()).isEqualTo(expected);
            assertThat(wire.ends).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aFaultIsOneExceptionFrameAndANormalEndOverHttp2(String name, StreamEnd expected, Consumer<NetSocket> script)
            throws Exception {
        try (var wire = impatient()) {
            wire.script("/converse", script);

            Buffer body = Wire.await(body(http2(wire, "/converse")));

            assertOneException(body);
            assertThat(wire.nextEnd().end()).isEqualTo(expected);
            assertThat(wire.ends).isEmpty();
        }
    }

    /** There, the connection's end is the answer's. */
    @ParameterizedTest
    @ValueSource(strings = {"", "content-length: 100\r\n"})
    void aBrokenBodyIsAResetOverHttp10(String length) throws Exception {
        String framing = length.isEmpty() ? "transfer-encoding: chunked\r\n" : length;
        String body = length.isEmpty() ? "8\r\n{\"usage\"\r\n" : "{\"usage\"";
        try (var wire = impatient()) {
            wire.script("/body", socket -> socket.end(Buffer.buffer("HTTP/1.1 200 OK\r\n" + framing + "\r\n" + body)));
            try (var app = AppSocket.http10(wire.port(), "/body")) {
                assertThat(app.head()).startsWith("HTTP/1.0 200 ");
                assertThatThrownBy(app::toTheEnd).isInstanceOf(SocketException.class);
            }
            assertThat(wire.nextEnd().end()).isEqualTo(StreamEnd.UPSTREAM_BROKE);
        }
    }

    @Test
    void aWholeBodyEndsInOrderOverHttp10() throws Exception {
        String answer = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n";
        try (var wire = impatient()) {
            wire.script("/body", socket -> socket.end(Buffer.buffer(answer)));
            try (var app = AppSocket.http10(wire.port(), "/body")) {
                assertThat(app.head()).startsWith("HTTP/1.0 200 ");
                assertThat(app.toTheEnd()).isEqualTo(Buffer.buffer("{}"));
            }
            assertThat(wire.nextEnd().end()).isEqualTo(StreamEnd.COMPLETE);
        }
    }

    @Test
    void aBrokenBodyIsNeverACleanEnd() throws Exception {
        String head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{\"usage\"";
        try (var wire = impatient()) {
            wire.script("/body", socket -> socket.end(Buffer.buffer(head)));
            try (var app = new AppSocket(wire.port(), "/body")) {
                assertThat(app.head()).containsIgnoringCase("content-length: 100");
                assertThat(app.untilClosed().length()).isLessThan(100);
            }
            assertThat(wire.nextEnd().end()).isEqualTo(StreamEnd.UPSTREAM_BROKE);

            var overHttp2 = body(http2(wire, "/body"));

            assertThatThrownBy(() -> Wire.await(overHttp2)).hasCauseInstanceOf(StreamResetException.class);
        }
    }

    @Test
    void aFrameReachesTheAppWhileTheNextIsNotThereYet() throws Exception {
        try (var wire = Wire.draining()) {
            wire.script(
                    "/converse",
                    socket -> socket.write(Buffer.buffer(Wire.STREAM_HEAD)
                            .appendBuffer(Wire.chunk(START.copy().appendByte((byte) 0)))));
            try (var app = new AppSocket(wire.port(), "/converse")) {
                app.head();
                byte[] first = app.socket.getInputStream().readNBytes(START.length());

                assertThat(first).hasSize(START.length());
                assertThat(wire.relay.running()).isEqualTo(1);
            }
        }
    }

    @Test
    void anAppThatHangsUpIsNoticedAtOnceAndTheRestIsRead() throws Exception {
        try (var wire = Wire.draining()) {
            wire.script("/converse", socket -> {
                socket.write(Buffer.buffer(Wire.STREAM_HEAD).appendBuffer(Wire.chunk(START)));
                whenDraining(
                        wire,
                        () -> socket.write(Wire.chunk(Frames.messageStop().appendBuffer(Frames.metadata(5, 6)))
                                .appendString("0\r\n\r\n")));
            });
            try (var app = new AppSocket(wire.port(), "/converse")) {
                app.head();
            }

            RelayEnd end = wire.nextEnd();
            assertThat(end.end()).isEqualTo(StreamEnd.CLIENT_GONE);
            assertThat(end.usage()).isInstanceOf(Usage.Known.class);
        }
    }

    @Test
    void anAppThatResetsItsHttp2StreamIsNoticedAtOnce() throws Exception {
        try (var wire = cancelling()) {
            wire.script(
                    "/converse",
                    socket -> socket.write(Buffer.buffer(Wire.STREAM_HEAD).appendBuffer(Wire.chunk(START))));

            http2(wire, "/converse").request().reset();

            assertThat(wire.nextEnd().end()).isEqualTo(StreamEnd.CLIENT_GONE);
            assertThat(wire.hungUp.poll(5, TimeUnit.SECONDS)).isEqualTo("/converse");
        }
    }

    @Test
    void cancelIsSeenByBedrockAtOnce() throws Exception {
        try (var wire = cancelling()) {
            wire.script(
                    "/converse",
                    socket -> socket.write(Buffer.buffer(Wire.STREAM_HEAD).appendBuffer(Wire.chunk(START))));
            try (var app = new AppSocket(wire.port(), "/converse")) {
                app.head();
            }

            assertThat(wire.hungUp.poll(5, TimeUnit.SECONDS)).isEqualTo("/converse");
            assertThat(wire.nextEnd().end()).isEqualTo(StreamEnd.CLIENT_GONE);
        }
    }

    @Test
    void anHttp1ReaderThatTakesNothingIsCutOff() throws Exception {
        try (var wire = new Wire(FixedDrainSettings.of("cancel", 0), Duration.ofSeconds(30), Duration.ofMillis(300))) {
            wire.script("/converse", RelayWireTest::sendForever);
            try (var app = new AppSocket(wire.port(), "/converse", 4096)) {
                assertThat(wire.nextEnd().end()).isEqualTo(StreamEnd.WRITE_IDLE);
                app.untilClosed();
            }
            assertThat(wire.hungUp.poll(5, TimeUnit.SECONDS)).isEqualTo("/converse");
        }
    }

    @Test
    void anHttp2ReaderThatTakesNothingIsCutOff() throws Exception {
        try (var wire = new Wire(FixedDrainSettings.of("cancel", 0), Duration.ofSeconds(30), Duration.ofMillis(300))) {
            wire.script("/converse", RelayWireTest::sendForever);

            var answer = http2(wire, "/converse"); // its body is never asked for: the window stays shut

            assertThat(wire.nextEnd().end()).isEqualTo(StreamEnd.WRITE_IDLE);
            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whatNobodyReadsStaysAtBedrock() throws Exception {
        var sent = new AtomicLong();
        try (var wire = Wire.draining()) {
            wire.script("/converse", socket -> {
                ((ConnectionBase) socket).channel().config().setOption(ChannelOption.SO_SNDBUF, 65_536);
                socket.write(Wire.STREAM_HEAD);
                pump(socket, sent);
                socket.drainHandler(v -> pump(socket, sent));
            });
            try (var app = new AppSocket(wire.port(), "/converse", 4096)) {
                app.head();
                var before = new AtomicLong(-1);
                await().pollInterval(Duration.ofMillis(200))
                        .until(() -> before.getAndSet(sent.get()) == sent.get()); // nothing moves any more

                assertThat(sent.get()).isLessThan(16 * 1024 * 1024);
                assertThat(wire.relay.running()).isEqualTo(1);
            }
        }
    }

    private static void sendForever(NetSocket socket) {
        socket.write(Wire.STREAM_HEAD);
        pump(socket, new AtomicLong());
        socket.drainHandler(v -> pump(socket, new AtomicLong()));
    }

    private static void pump(NetSocket socket, AtomicLong sent) {
        Buffer frames = Wire.chunk(Frames.delta("x".repeat(4_000)));
        while (!socket.writeQueueFull()) {
            sent.addAndGet(frames.length());
            socket.write(frames.copy());
        }
    }

    private static void whenDraining(Wire wire, Runnable task) {
        wire.vertx.setPeriodic(5, timer -> {
            if (wire.relay.draining() == 1) {
                wire.vertx.cancelTimer(timer);
                task.run();
            }
        });
    }

    private static void assertOneException(Buffer body) {
        List<EventFrame> frames = RelayBench.frames(body);
        assertThat(frames.stream().filter(EventFrame::isFailure)).hasSize(1);
        assertThat(frames.getLast().name()).isEqualTo("modelStreamErrorException");
    }

    private static HttpClientResponse http2(Wire wire, String path) throws Exception {
        var app = wire.vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));
        var answer = Promise.<HttpClientResponse>promise();
        // from an event loop, so that the pause comes before the first byte of the body
        wire.vertx.runOnContext(onLoop -> app.request(HttpMethod.GET, wire.port(), "127.0.0.1", path)
                .compose(request -> request.send())
                .onSuccess(HttpClientResponse::pause)
                .onComplete(answer));
        return Wire.await(answer.future());
    }

    /** Asked for before anything can flow. */
    private static Future<Buffer> body(HttpClientResponse paused) {
        Future<Buffer> body = paused.body();
        paused.resume();
        return body;
    }

    private static Wire impatient() throws Exception {
        return new Wire(FixedDrainSettings.of("drain", 200), Duration.ofMillis(300), Duration.ofSeconds(30));
    }

    private static Wire cancelling() throws Exception {
        return new Wire(FixedDrainSettings.of("cancel", 200), Duration.ofSeconds(30), Duration.ofSeconds(30));
    }

    private static Arguments fault(String name, StreamEnd expected, Consumer<NetSocket> script) {
        return Arguments.of(name, expected, script);
    }

    private static Buffer cut(Buffer frames) {
        return frames.getBuffer(0, frames.length() - 7);
    }

    private static void whole(NetSocket socket, Buffer body) {
        Buffer bytes = Buffer.buffer(Wire.STREAM_HEAD);
        if (body.length() > 0) {
            bytes.appendBuffer(Wire.chunk(body));
        }
        socket.write(bytes.appendString("0\r\n\r\n"));
    }

    /** A real TCP reset behind these bytes. */
    private static void reset(NetSocket socket, Buffer body) {
        Buffer bytes = Buffer.buffer(Wire.STREAM_HEAD);
        if (body.length() > 0) {
            bytes.appendBuffer(Wire.chunk(body));
        }
        socket.write(bytes).onComplete(written -> {
            ((ConnectionBase) socket).channel().config().setOption(ChannelOption.SO_LINGER, 0);
            socket.close();
        });
    }
}
