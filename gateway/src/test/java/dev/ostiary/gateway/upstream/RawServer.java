package dev.ostiary.gateway.upstream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** A server that says whatever bytes a test wants, one thread for each connection. */
public final class RawServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Script script;
    private final List<Peer> peers = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** What one connection does; when it returns, the connection is closed. */
    @FunctionalInterface
    public interface Script {
        void run(Peer peer) throws IOException, InterruptedException;
    }

    private RawServer(ServerSocketFactory factory, Script script) throws IOException {
        this.listener = factory.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.script = script;
        Thread.ofPlatform().daemon().start(this::accept);
    }

    public static RawServer start(Script script) {
        return start(ServerSocketFactory.getDefault(), script);
    }

    static RawServer start(ServerSocketFactory factory, Script script) {
        try {
            return new RawServer(factory, script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** Heads of all requests read so far, over all connections. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    int connections() {
        return peers.size();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var peer = new Peer(listener.accept());
                peers.add(peer);
                Thread.ofPlatform().daemon().start(() -> serve(peer));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Peer peer) {
        try (peer) {
            script.run(peer);
        } catch (IOException | InterruptedException e) {
            // the other side went away, which some tests want
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (var peer : peers) {
            peer.close();
        }
    }

    /** The client's end of one connection. */
    public final class Peer implements AutoCloseable {
        private final Socket socket;

        Peer(Socket socket) {
            this.socket = socket;
        }

        /** Reads one request with its body and remembers its head; empty when the client has closed. */
        public String readRequest() throws IOException {
            var in = socket.getInputStream();
            var head = readHead(in);
            if (head.isEmpty()) {
                return "";
            }
            in.readNBytes(contentLength(head));
            requests.add(head);
            return head;
        }

        public void write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        }

        void ok(String body) throws IOException {
            write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                    + body);
        }

        /** RST instead of FIN. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Returns when the client closes its end. */
        void awaitClose() throws IOException {
            try {
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // a reset is an end, too
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }

        private static String readHead(InputStream in) throws IOException {
            var bytes = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                bytes.write(b);
                var soFar = bytes.toString(StandardCharsets.ISO_8859_1);
                if (soFar.endsWith("\r\n\r\n")) {
                    return soFar;
                }
            }
            return "";
        }

        private static int contentLength(String head) {
            return head.toLowerCase(Locale.ROOT)
                    .lines()
                    .filter(line -> line.startsWith("content-length:"))
                    .map(line -> Integer.parseInt(line.substring(15).strip()))
                    .findFirst()
                    .orElse(0);
        }
    }
}
