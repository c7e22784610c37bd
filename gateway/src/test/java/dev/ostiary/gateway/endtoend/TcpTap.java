package dev.ostiary.gateway.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Stands between gateway and emulator, passes bytes on, and counts the connections that the gateway ended before the emulator. */
final class TcpTap implements AutoCloseable {
    private final ServerSocket server;
    private volatile @Nullable URI target;
    private final AtomicInteger hungUp = new AtomicInteger();

    TcpTap() throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** Where connections go from now on; before, they are closed. */
    void passOnTo(URI emulator) {
        target = emulator;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    int hungUp() {
        return hungUp.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                URI emulator = target;
                if (emulator == null) {
                    near.close();
                    continue;
                }
                Socket far = new Socket(emulator.getHost(), emulator.getPort());
                var ended = new AtomicBoolean();
                Thread.ofVirtual().start(() -> {
                    pass(near, far);
                    if (ended.compareAndSet(false, true)) {
                        hungUp.incrementAndGet();
                    }
                    close(near, far);
                });
                Thread.ofVirtual().start(() -> {
                    pass(far, near);
                    ended.set(true);
                    close(far, near);
                });
            } catch (IOException closed) {
                // the test is over, or the emulator is: nothing is passed on any more
            }
        }
    }

    /** Until the first of both ends. */
    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException reset) {
            // an end like any other
        }
    }

    private static void close(Socket first, Socket second) {
        try (first;
                second) {
            // nothing else
        } catch (IOException already) {
            // closed is what it should be
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
