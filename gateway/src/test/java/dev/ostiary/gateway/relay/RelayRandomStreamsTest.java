package dev.ostiary.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.usage.Usage;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random streams in random segments arrive byte for byte: 10,000 in memory, hundreds over real sockets. */
class RelayRandomStreamsTest {
    private static final int IN_MEMORY = 10_000;
    private static final int OVER_SOCKETS = 400;
    private static final int AT_ONCE = 20;

    @Test
    void tenThousandRandomStreamsArriveByteForByte() {
        long seed = Long.getLong("ostiary.seed", 1);
        Random random = new Random(seed);
        for (int i = 0; i < IN_MEMORY; i++) {
            Buffer stream = RandomStreams.stream(random);
            var bench = RelayBench.converseStream();

            var done = bench.start();
            RandomStreams.segments(stream, random).forEach(bench.source::send);
            bench.source.end();

            assertThat(bench.sink.received).as("seed %d, stream %d", seed, i).isEqualTo(stream);
            assertThat(done.result().end()).as("seed %d, stream %d", seed, i).isEqualTo(StreamEnd.COMPLETE);
            assertThat(done.result().usage()).isInstanceOf(Usage.Known.class);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void randomStreamsArriveByteForByteOverSockets(HttpVersion version) throws Exception {
        long seed = Long.getLong("ostiary.seed", 1);
        Random random = new Random(seed);
        try (var wire = Wire.draining()) {
            HttpClient app = wire.vertx.createHttpClient(
                    new HttpClientOptions().setProtocolVersion(version).setHttp2ClearTextUpgrade(false),
                    new PoolOptions().setHttp1MaxSize(AT_ONCE));
            for (int batch = 0; batch < OVER_SOCKETS / AT_ONCE; batch++) {
                var sent = new ArrayList<Buffer>();
                var received = new ArrayList<Future<Buffer>>();
                for (int i = 0; i < AT_ONCE; i++) {
                    Buffer stream = RandomStreams.stream(random);
                    List<Buffer> segments = RandomStreams.segments(stream, random);
                    String path = "/converse/" + batch + "/" + i;
                    wire.script(path, socket -> send(socket, segments));
                    sent.add(stream);
                    received.add(get(app, wire.port(), path));
                }
                Wire.await(Future.all(received));

                for (int i = 0; i < AT_ONCE; i++) {
                    assertThat(received.get(i).result()).as("seed %d", seed).isEqualTo(sent.get(i));
                    assertThat(wire.nextEnd().end()).as("seed %d", seed).isEqualTo(StreamEnd.COMPLETE);
                }
            }
            assertThat(wire.relay.running()).isZero();
        }
    }

    /** One HTTP chunk per segment: the HTTP client hands them on as they are. */
    private static void send(NetSocket socket, List<Buffer> segments) {
        Buffer bytes = Buffer.buffer(Wire.STREAM_HEAD);
        segments.forEach(segment -> bytes.appendBuffer(Wire.chunk(segment)));
        socket.write(bytes.appendString("0\r\n\r\n"));
    }

    private static Future<Buffer> get(HttpClient app, int port, String path) {
        return app.request(HttpMethod.GET, port, "127.0.0.1", path)
                .compose(request -> request.send().compose(answer -> answer.body()));
    }
}
