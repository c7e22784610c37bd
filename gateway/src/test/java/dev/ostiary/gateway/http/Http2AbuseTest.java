package dev.ostiary.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Floods over HTTP/2: threat model 48 and 50. After each, a fresh client is served and nothing is left counted. */
class Http2AbuseTest {
    private static final byte[] NO_ERROR = new byte[4];

    @Test
    void rapidResetsEndTheConnection() throws IOException {
        try (var running = RunningPort.with(Map.of(), incoming -> {});
                var client = new RawHttp2(running.port.port())) {
            var flood = new ByteArrayOutputStream();
            for (int stream = 1; stream < 20_000; stream += 2) {
                flood.writeBytes(RawHttp2.bytes(
                        RawHttp2.HEADERS, RawHttp2.END_STREAM | RawHttp2.END_HEADERS, stream, client.get("/")));
                flood.writeBytes(RawHttp2.bytes(
                        RawHttp2.RST_STREAM,
                        0,
                        stream,
                        ByteBuffer.allocate(4).putInt(8).array()));
            }
            sendAside(client, flood.toByteArray());

            var end = client.await(frame -> frame.type() == RawHttp2.GOAWAY);

            assertThat(end.type()).isIn(RawHttp2.GOAWAY, -1);
            assertThat(running.handled.size()).isLessThan(2_000);
            assertServes(running);
        }
    }

    @Test
    void resetsProvokedFromUsEndTheConnection() throws IOException {
        try (var running = RunningPort.with(Map.of(), incoming -> {});
                var client = new RawHttp2(running.port.port())) {
            var flood = new ByteArrayOutputStream();
            for (int stream = 1; stream < 20_000; stream += 2) {
                flood.writeBytes(RawHttp2.bytes(
                        RawHttp2.HEADERS, RawHttp2.END_STREAM | RawHttp2.END_HEADERS, stream, client.get("/")));
                // no increment: a stream error, which we answer with a reset
                flood.writeBytes(RawHttp2.bytes(RawHttp2.WINDOW_UPDATE, 0, stream, NO_ERROR));
            }
            sendAside(client, flood.toByteArray());

            var end = client.await(frame -> frame.type() == RawHttp2.GOAWAY);

            assertThat(end.type()).isIn(RawHttp2.GOAWAY, -1);
            assertThat(running.handled.size()).isLessThan(2_000);
            assertServes(running);
        }
    }

    /** Each costs us a reset for the head and one for each frame of its body. */
    @Test
    void malformedRequestsWithBodiesEndTheConnection() throws IOException {
        try (var running = RunningPort.with(Map.of(), incoming -> {});
                var client = new RawHttp2(running.port.port())) {
            var flood = new ByteArrayOutputStream();
            for (int stream = 1; stream < 20_000; stream += 2) {
                flood.writeBytes(RawHttp2.bytes(
                        RawHttp2.HEADERS, RawHttp2.END_HEADERS, stream, client.post("/", "connection", "close")));
                flood.writeBytes(RawHttp2.bytes(RawHttp2.DATA, RawHttp2.END_STREAM, stream, new byte[2]));
            }
            sendAside(client, flood.toByteArray());
            int last = 0;

            var frame = client.await(any -> any.type() == RawHttp2.RST_STREAM || any.type() == RawHttp2.GOAWAY);
            while (frame.type() == RawHttp2.RST_STREAM) {
                last = frame.stream();
                frame = client.await(any -> any.type() == RawHttp2.RST_STREAM || any.type() == RawHttp2.GOAWAY);
            }

            assertThat(frame.type()).isIn(RawHttp2.GOAWAY, -1);
            assertThat(last).as("a thousand resets").isLessThan(1_100);
            assertThat(running.handled).isEmpty();
            assertServes(running);
        }
    }

    @Test
    void streamsBeyondTheLimitAreRefused() throws IOException {
        try (var running = RunningPort.with(Map.of(), incoming -> {});
                var client = new RawHttp2(running.port.port())) {
            var flood = new ByteArrayOutputStream();
            for (int stream = 1; stream < 2 * 50_000; stream += 2) {
                flood.writeBytes(RawHttp2.bytes(
                        RawHttp2.HEADERS, RawHttp2.END_STREAM | RawHttp2.END_HEADERS, stream, client.get("/")));
            }
            sendAside(client, flood.toByteArray());

            var end = client.await(frame -> frame.type() == RawHttp2.RST_STREAM || frame.type() == RawHttp2.GOAWAY);

            assertThat(end.type()).isIn(RawHttp2.RST_STREAM, RawHttp2.GOAWAY, -1);
            assertThat(running.handled.size()).isLessThanOrEqualTo(1_000);
            client.close();
            assertServes(running);
        }
    }

    @Test
    void continuationFloodEndsTheConnection() throws IOException {
        try (var running = RunningPort.echoing(Map.of());
                var client = new RawHttp2(running.port.port())) {
            var flood = new ByteArrayOutputStream();
            flood.writeBytes(RawHttp2.bytes(RawHttp2.HEADERS, RawHttp2.END_STREAM, 1, client.get("/")));
            for (int i = 0; i < 100_000; i++) {
                flood.writeBytes(RawHttp2.bytes(RawHttp2.CONTINUATION, 0, 1, new byte[0]));
            }
            sendAside(client, flood.toByteArray());

            var end = client.await(frame -> frame.type() == RawHttp2.GOAWAY);

            assertThat(end.type()).isIn(RawHttp2.GOAWAY, -1);
            assertServes(running);
        }
    }

    /** Full frames: no rule on small ones ends this, only the bound on what a header block may take. */
    @Test
    void headerBlockWithoutEndEndsTheConnection() throws IOException {
        try (var running = RunningPort.echoing(Map.of());
                var client = new RawHttp2(running.port.port())) {
            byte[] endless = client.block("x", "y".repeat(1_000_000));
            client.frame(RawHttp2.HEADERS, RawHttp2.END_STREAM, 1, Arrays.copyOf(endless, 16_384));
            var flood = new ByteArrayOutputStream();
            for (int at = 16_384; at < 81_920; at += 16_384) {
                flood.writeBytes(
                        RawHttp2.bytes(RawHttp2.CONTINUATION, 0, 1, Arrays.copyOfRange(endless, at, at + 16_384)));
            }
            flood.writeBytes(RawHttp2.bytes(RawHttp2.CONTINUATION, 0, 1, new byte[1]));
            sendAside(client, flood.toByteArray());

            var end = client.await(frame -> frame.type() == RawHttp2.GOAWAY);

            assertThat(end.type()).isIn(RawHttp2.GOAWAY, -1);
            assertThat(running.handled).isEmpty();
            assertServes(running);
        }
    }

    /** One long header put into the table, then named by a byte each time: small on the wire, large once decoded. */
    @Test
    void headersThatGrowByDecodingAreCutOffAtTheBound() throws IOException {
        try (var running = RunningPort.echoing(Map.of());
                var client = new RawHttp2(running.port.port())) {
            var bomb = new ByteArrayOutputStream();
            bomb.writeBytes(client.get("/"));
            bomb.writeBytes(new byte[] {0x40, 1, 'x', 0x7f, (byte) 0xa1, 0x1e}); // literal, indexed, 4,000 bytes long
            bomb.writeBytes("y".repeat(4_000).getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 12_000; i++) {
                bomb.write(0x80 | 62); // the newest entry of the table
            }
            byte[] block = bomb.toByteArray();
            client.frame(RawHttp2.HEADERS, RawHttp2.END_STREAM, 1, Arrays.copyOf(block, 8_000));
            client.frame(
                    RawHttp2.CONTINUATION, RawHttp2.END_HEADERS, 1, Arrays.copyOfRange(block, 8_000, block.length));

            var answer = client.await(frame -> frame.stream() == 1 || frame.type() == RawHttp2.GOAWAY);

            assertThat(answer.type()).isEqualTo(RawHttp2.HEADERS);
            assertThat(answer.text()).contains("431");
            assertThat(running.handled).isEmpty();
            assertServes(running);
        }
    }

    @Test
    void pingsWhoseAnswersNobodyReadsEndTheConnection() throws IOException {
        assertFloodIsEnded(RawHttp2.bytes(RawHttp2.PING, 0, 0, new byte[8]));
    }

    @Test
    void settingsWhoseAnswersNobodyReadsEndTheConnection() throws IOException {
        assertFloodIsEnded(RawHttp2.bytes(RawHttp2.SETTINGS, 0, 0, new byte[] {0, 4, 0, 1, 0, 0}));
    }

    /** Sends until the connection is gone; the answers fill the kernel's buffers and then ours, which are bounded. */
    private static void assertFloodIsEnded(byte[] frame) throws IOException {
        try (var running = RunningPort.echoing(Map.of("write-idle-timeout", "1S"));
                var client = new RawHttp2(running.port.port())) {
            client.socket().setReceiveBufferSize(4_096);
            var many = ByteBuffer.allocate(frame.length * 10_000);
            while (many.hasRemaining()) {
                many.put(frame);
            }
            var sender = sendAside(client, many.array(), 10_000);

            await().atMost(Duration.ofSeconds(30)).until(() -> !sender.isAlive());

            assertServes(running);
        }
    }

    @Test
    void emptyDataFramesEndTheConnection() throws IOException {
        try (var running = RunningPort.echoing(Map.of());
                var client = new RawHttp2(running.port.port())) {
            var flood = new ByteArrayOutputStream();
            flood.writeBytes(RawHttp2.bytes(
                    RawHttp2.HEADERS,
                    RawHttp2.END_HEADERS,
                    1,
                    client.block(":method", "POST", ":scheme", "http", ":authority", "h", ":path", "/")));
            for (int i = 0; i < 1_000; i++) {
                flood.writeBytes(RawHttp2.bytes(RawHttp2.DATA, 0, 1, new byte[0]));
            }
            sendAside(client, flood.toByteArray());

            var end = client.await(frame -> frame.type() == RawHttp2.GOAWAY);

            assertThat(end.type()).isIn(RawHttp2.GOAWAY, -1);
            assertServes(running);
        }
    }

    @Test
    void streamWithAClosedWindowIsResetAndTheOthersGoOn() throws IOException {
        byte[] noWindow = {0, 4, 0, 0, 0, 0};
        try (var running = RunningPort.echoing(Map.of("write-idle-timeout", "1S"));
                var client = new RawHttp2(running.port.port(), noWindow)) {
            client.request(1, client.get("/stalled"));

            var end = client.await(frame -> frame.type() == RawHttp2.RST_STREAM && frame.stream() == 1);

            assertThat(end.number(0)).as("CANCEL").isEqualTo(8);
            client.request(3, client.get("/fine"));
            client.frame(
                    RawHttp2.WINDOW_UPDATE,
                    0,
                    3,
                    ByteBuffer.allocate(4).putInt(1_000).array());
            assertThat(client.body(3)).isEqualTo("got GET /fine 0");
        }
    }

    private static void sendAside(RawHttp2 client, byte[] bytes) {
        sendAside(client, bytes, 1);
    }

    private static Thread sendAside(RawHttp2 client, byte[] bytes, int times) {
        return Thread.ofVirtual().start(() -> {
            try {
                for (int i = 0; i < times; i++) {
                    client.write(bytes);
                }
            } catch (IOException gone) {
                // what the test waits for
            } catch (UncheckedIOException gone) {
                throw new AssertionError(gone);
            }
        });
    }

    private static void assertServes(RunningPort running) throws IOException {
        await().atMost(Duration.ofSeconds(10)).until(() -> running.port.exchanges() == 0);
        running.handled.clear();
        try (var fresh = new RawHttp2(running.port.port())) {
            fresh.request(1, fresh.get("/fresh"));

            await().atMost(Duration.ofSeconds(5)).until(() -> running.handled.size() == 1);
        }
    }
}
