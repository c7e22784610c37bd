package dev.ostiary.gateway.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** In Bedrock's place: answers every request with these bytes and hangs up. */
final class CutShort implements AutoCloseable {
    private final ServerSocket listener;
    private final byte[] answer;
    private final Pause pause;

    /** What happens between a request and its answer. */
    interface Pause {
        void run() throws InterruptedException;
    }

    CutShort(String answer) throws IOException {
        this(answer, () -> {});
    }

    CutShort(String answer, Pause pause) throws IOException {
        this.pause = pause;
        this.answer = answer.getBytes(StandardCharsets.US_ASCII);
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                var request = new StringBuilder();
                // the test's bodies end with this
                while (request.indexOf("\r\n\r\n") < 0 || request.charAt(request.length() - 1) != '}') {
                    request.append((char) socket.getInputStream().read());
                }
                pause.run();
                socket.getOutputStream().write(answer);
            } catch (InterruptedException over) {
                return;
            } catch (IOException closed) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(closed);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
