package dev.ostiary.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * HTTP/2 streams that are reset before they exist: a malformed head, one stream too many. What was under way behind them concerns
 * nobody else (RFC 9113, 5.4.2).
 */
class Http2RejectedTest {
    private static final int PROTOCOL_ERROR = 1;
    private static final int REFUSED_STREAM = 7;
    private static final int FRAME_BYTES = 16_384;

    private static RunningPort hanging(Map<String, String> settings) {
        return RunningPort.with(settings, incoming -> {});
    }

    private static void answer(Incoming incoming) {
        incoming.response().end(Buffer.buffer("answered " + incoming.head().target()));
    }

    private static byte[] malformed(RawHttp2 client) {
        return client.post("/m", "Upper", "x");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"Upper,x", "connection,close", "x bad,y"})
    void bodyBehindAMalformedHeadEndsNoOtherStream(String name, String value) throws IOException {
        try (var running = hanging(Map.of());
                var client = new RawHttp2(running.port.port())) {
            for (int stream = 1; stream <= 5; stream += 2) {
                client.request(stream, client.get("/" + stream));
            }
            await().until(() -> running.handled.size() == 3);

            client.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 7, client.post("/7", name, value));
            client.frame(RawHttp2.DATA, 0, 7, new byte[2]);
            var reset = client.await(frame -> frame.stream() == 7 || frame.type() == RawHttp2.GOAWAY);
            client.frame(RawHttp2.DATA, RawHttp2.END_STREAM, 7, new byte[2]);
            client.request(9, client.get("/9"));

            assertThat(reset.type()).isEqualTo(RawHttp2.RST_STREAM);
            assertThat(reset.number(0)).isEqualTo(PROTOCOL_ERROR);
            await().until(() -> running.handled.size() == 4);
            running.handled.forEach(Http2RejectedTest::answer);
            for (int stream = 1; stream <= 9; stream += stream == 5 ? 4 : 2) {
                assertThat(client.body(stream)).isEqualTo("answered /" + stream);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {RawHttp2.DATA, RawHttp2.HEADERS, RawHttp2.RST_STREAM, RawHttp2.WINDOW_UPDATE})
    void anyFrameBehindAMalformedHeadEndsNoOtherStream(int type) throws IOException {
        try (var running = RunningPort.echoing(Map.of());
                var client = new RawHttp2(running.port.port())) {
            client.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 1, malformed(client));
            byte[] payload = type == RawHttp2.HEADERS ? client.block("x-trailer", "y") : new byte[] {0, 0, 0, 8};

            client.frame(type, RawHttp2.END_STREAM | RawHttp2.END_HEADERS, 1, payload);

            client.request(3, client.get("/3"));
            assertThat(client.body(3)).isEqualTo("got GET /3 0");
        }
    }

    /** Ten windows of the connection: if they were not given back, the eleventh would be a flow-control error. */
    @Test
    void droppedDataGivesTheWindowBack() throws IOException {
        try (var running = RunningPort.echoing(Map.of());
                var client = new RawHttp2(running.port.port())) {
            int stream = 1;
            for (; stream < 2 * 40; stream += 2) {
                client.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, stream, malformed(client));
                for (int frame = 0; frame < 4; frame++) {
                    client.frame(RawHttp2.DATA, frame == 3 ? RawHttp2.END_STREAM : 0, stream, new byte[FRAME_BYTES]);
                }
            }
            client.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, stream, client.post("/good"));
            client.frame(RawHttp2.DATA, 0, stream, new byte[FRAME_BYTES]);
            client.frame(RawHttp2.DATA, RawHttp2.END_STREAM, stream, new byte[FRAME_BYTES]);

            assertThat(client.body(stream)).isEqualTo("got POST /good 32768");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void requestThatRacesWithTheGoodbyeEndsNoOtherStream(boolean wellFormed) throws IOException {
        try (var running = hanging(Map.of());
                var client = new RawHttp2(running.port.port())) {
            client.request(1, client.get("/1"));
            await().until(() -> running.handled.size() == 1);
            var shutdown = running.port.shutdown();
            client.await(frame -> frame.type() == RawHttp2.GOAWAY);

            client.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 3, wellFormed ? client.post("/3") : malformed(client));
            client.frame(RawHttp2.DATA, 0, 3, new byte[FRAME_BYTES]);
            client.frame(RawHttp2.DATA, RawHttp2.END_STREAM, 3, new byte[2]);
            var reset = client.await(frame -> frame.stream() == 3 || frame.type() == RawHttp2.GOAWAY);
            running.handled.forEach(Http2RejectedTest::answer);

            assertThat(reset.type()).isEqualTo(RawHttp2.RST_STREAM);
            assertThat(reset.number(0)).isEqualTo(wellFormed ? REFUSED_STREAM : PROTOCOL_ERROR);
            assertThat(client.body(1)).isEqualTo("answered /1");
            assertThat(running.handled).hasSize(1);
            await().until(shutdown::isComplete);
        }
    }

    @Test
    void bodyOfAStreamOverTheLimitEndsNoOtherStream() throws IOException {
        try (var running = hanging(Map.of());
                var client = new RawHttp2(running.port.port())) {
            var all = new ByteArrayOutputStream();
            for (int stream = 1; stream < 2_001; stream += 2) {
                all.writeBytes(RawHttp2.bytes(
                        RawHttp2.HEADERS,
                        RawHttp2.END_STREAM | RawHttp2.END_HEADERS,
                        stream,
                        client.get("/" + stream)));
            }
            all.writeBytes(RawHttp2.bytes(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 2_001, client.post("/2001")));
            all.writeBytes(RawHttp2.bytes(RawHttp2.DATA, RawHttp2.END_STREAM, 2_001, new byte[2]));
            client.write(all.toByteArray());

            var reset = client.await(frame -> frame.stream() == 2_001 || frame.type() == RawHttp2.GOAWAY);

            assertThat(reset.type()).isEqualTo(RawHttp2.RST_STREAM);
            assertThat(reset.number(0)).isEqualTo(REFUSED_STREAM);
            assertThat(running.handled).hasSize(1_000);
            answer(running.handled.getFirst());
            assertThat(client.body(1)).isEqualTo("answered /1");
            client.request(2_003, client.get("/next"));
            await().until(() -> running.handled.size() == 1_001);
        }
    }

    /** A stream that is over the limit, then one that is not any more: the limit itself has not moved. */
    @Test
    void limitOnStreamsHoldsBehindARejectedOne() throws IOException {
        try (var running = hanging(Map.of());
                var client = new RawHttp2(running.port.port())) {
            client.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 1, malformed(client));
            for (int stream = 3; stream <= 2_003; stream += 2) {
                client.request(stream, client.get("/" + stream));
            }

            var reset = client.await(frame -> frame.type() == RawHttp2.RST_STREAM && frame.stream() > 1);

            assertThat(reset.stream()).isEqualTo(2_003);
            assertThat(running.handled).hasSize(1_000);
        }
    }

    @Test
    void connectionIsBusyBesideARejectedStreamAndRestsBehindOne() throws IOException {
        try (var running = hanging(Map.of("keep-alive-timeout", "1S"));
                var client = new RawHttp2(running.port.port())) {
            client.request(1, client.get("/1"));
            client.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 3, malformed(client));
            client.frame(RawHttp2.DATA, RawHttp2.END_STREAM, 3, new byte[2]);
            assertThat(client.endWithin(2_500)).as("busy").isNull();
            running.handled.forEach(Http2RejectedTest::answer);
            assertThat(client.body(1)).isEqualTo("answered /1");

            client.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 5, malformed(client));

            assertThat(client.endWithin(600)).as("resting").isNull();
            assertThat(client.endWithin(2_500)).as("rested").isNotNull();
        }
    }

    /** Thirteen bytes that look like a reset, told to a client of which one stream has been rejected. */
    @Test
    void answerThatLooksLikeAResetIsNone() throws IOException {
        byte[] reset = RawHttp2.bytes(RawHttp2.RST_STREAM, 0, 9, new byte[4]);
        try (var running = RunningPort.with(
                        Map.of(), incoming -> incoming.response().end(Buffer.buffer(reset)));
                var client = new RawHttp2(running.port.port())) {
            client.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 1, malformed(client));
            client.request(3, client.get("/3"));
            assertThat(client.body(3)).hasSize(13);

            client.request(9, client.get("/9"));

            assertThat(client.body(9)).hasSize(13);
        }
    }
}
