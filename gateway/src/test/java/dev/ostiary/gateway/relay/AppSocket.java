package dev.ostiary.gateway.relay;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An app that speaks HTTP/1 by hand, so that nothing hides how an answer ends. */
final class AppSocket implements AutoCloseable {
    final Socket socket = new Socket();
    private final InputStream in;

    AppSocket(int port, String path) throws IOException {
        this(port, path, 0);
    }

    /** @param receiveBuffer bytes that the kernel takes for an app that reads nothing; 0 for the usual */
    AppSocket(int port, String path, int receiveBuffer) throws IOException {
        this(port, path, receiveBuffer, "1.1");
    }

    static AppSocket http10(int port, String path) throws IOException {
        return new AppSocket(port, path, 0, "1.0");
    }

    private AppSocket(int port, String path, int receiveBuffer, String version) throws IOException {
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/" + version + "\r\nHost: gateway\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        in = socket.getInputStream();
    }

    /** Everything up to the blank line. */
    String head() throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) read());
        }
        return head.toString();
    }

    /** A chunked body to its last chunk; throws when the connection ends before it. */
    Buffer chunkedBody() throws IOException {
        Buffer body = Buffer.buffer();
        while (true) {
            int length = Integer.parseInt(line(), 16);
            for (int i = 0; i < length; i++) {
                body.appendByte((byte) read());
            }
            line();
            if (length == 0) {
                return body;
            }
        }
    }

    /** What comes until the connection ends, in whatever way. */
    Buffer untilClosed() {
        Buffer rest = Buffer.buffer();
        try {
            byte[] piece = new byte[8192];
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                rest.appendBytes(piece, 0, n);
            }
        } catch (java.net.SocketTimeoutException open) {
            throw new AssertionError("the connection is still open", open);
        } catch (IOException reset) {
            // a reset is a way to end a connection
        }
        return rest;
    }

    /** Everything to an orderly end; throws when the connection is reset. */
    Buffer toTheEnd() throws IOException {
        return Buffer.buffer(in.readAllBytes());
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = read(); c != '\n'; c = read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private int read() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new IOException("the connection ended");
        }
        return b;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
