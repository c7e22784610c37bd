package dev.ostiary.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostiary.gateway.drain.FixedDrainSettings;
import dev.ostiary.gateway.metering.Frames;
import io.netty.util.internal.PlatformDependent;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A thousand streams that Bedrock sends faster than anybody reads: what is held is a matter of streams, not of time. */
class RelayManyStreamsTest {
    private static final int STREAMS = 1_000;
    private static final int PIECE = 4_096;

    /** All four ends of a stream live in this process; production has two of them. */
    private static final long MOST_PER_STREAM = 256 * 1024;

    private static final long MOST_GROWTH_PER_STREAM = 8 * 1024;

    private final AtomicLong read = new AtomicLong();
    private final List<NetSocket> apps = new ArrayList<>();

    @Test
    void aThousandSlowReadersKeepTheHeapFlat() throws Exception {
        try (var wire = new Wire(FixedDrainSettings.of("cancel", 0), Duration.ofMinutes(5), Duration.ofMinutes(5))) {
            long empty = heldBytes();
            wire.script("/converse", RelayManyStreamsTest::sendForever);
            for (int i = 0; i < STREAMS; i += 50) {
                open(wire, 50);
            }
            readSlowly(wire, 1_000_000);
            long early = heldBytes();
            readSlowly(wire, 8_000_000);
            long late = heldBytes();

            assertThat(wire.relay.running()).isEqualTo(STREAMS);
            assertThat((early - empty) / STREAMS).as("bytes held per stream").isLessThan(MOST_PER_STREAM);
            assertThat((late - early) / STREAMS).as("growth per stream").isLessThan(MOST_GROWTH_PER_STREAM);

            apps.forEach(NetSocket::close);
            await().atMost(Duration.ofSeconds(30)).until(() -> wire.relay.running() == 0);
            assertThat(wire.ends)
                    .hasSize(STREAMS)
                    .allSatisfy(end -> assertThat(end.end()).isEqualTo(StreamEnd.CLIENT_GONE));
        }
    }

    private void open(Wire wire, int count) throws Exception {
        var client = wire.vertx.createNetClient(new NetClientOptions().setReceiveBufferSize(PIECE));
        var opened = new ArrayList<Future<NetSocket>>();
        for (int i = 0; i < count; i++) {
            opened.add(client.connect(wire.port(), "127.0.0.1"));
        }
        Wire.await(Future.all(opened));
        opened.forEach(future -> {
            NetSocket app = future.result();
            app.pause();
            app.handler(bytes -> read.addAndGet(bytes.length()));
            app.write("GET /converse HTTP/1.1\r\nHost: gateway\r\n\r\n");
            apps.add(app);
        });
        await().atMost(Duration.ofSeconds(20)).until(() -> wire.relay.running() == apps.size());
    }

    /** Every app takes one piece from time to time, until all together have taken this much more. */
    private void readSlowly(Wire wire, long bytes) {
        long target = read.get() + bytes;
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    apps.forEach(app -> app.fetch(1));
                    return read.get() >= target;
                });
    }

    private static void sendForever(NetSocket socket) {
        socket.write(Wire.STREAM_HEAD);
        pump(socket);
        socket.drainHandler(drained -> pump(socket));
    }

    private static void pump(NetSocket socket) {
        Buffer frames = Wire.chunk(Frames.delta("x".repeat(3_000)));
        while (!socket.writeQueueFull()) {
            socket.write(frames);
        }
    }

    private static long heldBytes() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
                + Math.max(0, PlatformDependent.usedDirectMemory());
    }
}
