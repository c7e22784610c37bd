package dev.ostiary.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What lies between the gateway and a client that reads slowly. */
class SlowReaderTest {
    private static final int PIECE = 64 << 10;
    private static final int PIECES = 256;
    private static final long LITTLE = 1 << 20;

    @Test
    void theKernelHoldsLittleForOneClient() throws IOException {
        var taken = new AtomicLong();
        try (var port = RunningPort.with(Map.of(), incoming -> {
                    var response = incoming.response().setChunked(true);
                    for (int i = 0; i < PIECES; i++) {
                        response.write(Buffer.buffer(new byte[PIECE])).onSuccess(done -> taken.addAndGet(PIECE));
                    }
                });
                var client = new Socket()) {
            client.setReceiveBufferSize(PIECE);
            client.connect(new InetSocketAddress("127.0.0.1", port.port.port()));
            client.getOutputStream()
                    .write("GET /x HTTP/1.1\r\nHost: gateway\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            // a slow reader: the kernel gives a connection more when it moves
            for (int read = 0; read < 4 << 20; ) {
                read += client.getInputStream().readNBytes(PIECE).length;
            }

            await().during(Duration.ofMillis(500))
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(taken.get() - (4 << 20)).isLessThan(LITTLE));
            assertThat(taken.get()).isLessThan((long) PIECES * PIECE);
        }
    }
}
