package dev.ostiary.gateway.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2HeadersEncoder;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Speaks HTTP/2 frame by frame, so that it can say what no library would say. */
public final class RawHttp2 implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;
    private static final int PIECE = 10_000;

    private final Socket socket;
    private final DataInputStream in;
    private final Http2HeadersEncoder hpack =
            new DefaultHttp2HeadersEncoder(Http2HeadersEncoder.NEVER_SENSITIVE, false, 0, Integer.MAX_VALUE);

    /** A frame; {@link #GONE} stands for the end of the connection. */
    record Frame(int type, int flags, int stream, ByteBuffer payload) {
        static final Frame GONE = new Frame(-1, 0, 0, ByteBuffer.allocate(0));

        String text() {
            return StandardCharsets.ISO_8859_1.decode(payload.duplicate()).toString();
        }

        int number(int at) {
            return payload.getInt(at);
        }
    }

    public RawHttp2(int port) throws IOException {
        this(port, new byte[0]);
    }

    RawHttp2(int port, byte[] settings) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port), settings);
    }

    RawHttp2(Socket socket, byte[] settings) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(20_000);
        in = new DataInputStream(socket.getInputStream());
        write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        frame(SETTINGS, 0, 0, settings);
    }

    RawHttp2 frame(int type, int flags, int stream, byte[] payload) throws IOException {
        write(bytes(type, flags, stream, payload));
        return this;
    }

    static byte[] bytes(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    void write(byte[] all) throws IOException {
        socket.getOutputStream().write(all);
        socket.getOutputStream().flush();
    }

    /** A header block of names and values in turn, with nothing checked. */
    public byte[] block(String... namesAndValues) {
        var headers = new DefaultHttp2Headers(false);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        var buffer = Unpooled.buffer();
        try {
            hpack.encodeHeaders(1, headers, buffer);
        } catch (Http2Exception impossible) {
            throw new AssertionError(impossible);
        }
        var bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }

    byte[] get(String path) {
        return block(":method", "GET", ":scheme", "http", ":authority", "h", ":path", path);
    }

    /** Of a request with a body; names and values of more headers. */
    byte[] post(String path, String... more) {
        var usual = Stream.of(":method", "POST", ":scheme", "http", ":authority", "h", ":path", path);
        return block(Stream.concat(usual, Stream.of(more)).toArray(String[]::new));
    }

    RawHttp2 request(int stream, byte[] block) throws IOException {
        return frame(HEADERS, END_STREAM | END_HEADERS, stream, block);
    }

    /** For blocks that are longer than a frame may be. */
    public RawHttp2 requestInPieces(int stream, byte[] block) throws IOException {
        for (int at = 0; at < block.length; at += PIECE) {
            int end = Math.min(block.length, at + PIECE);
            int flags = (at == 0 ? END_STREAM : 0) | (end == block.length ? END_HEADERS : 0);
            frame(at == 0 ? HEADERS : CONTINUATION, flags, stream, Arrays.copyOfRange(block, at, end));
        }
        return this;
    }

    /** The next frame that is wanted, or {@link Frame#GONE}. */
    Frame await(Predicate<Frame> wanted) throws IOException {
        while (true) {
            var frame = read();
            if (frame.type() < 0 || wanted.test(frame)) {
                return frame;
            }
        }
    }

    /** Everything in DATA of the stream until it ends; a reset or the end of the connection is marked. */
    public String body(int stream) throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            var frame = await(next -> next.stream() == stream ? next.type() <= RST_STREAM : next.type() == GOAWAY);
            if (frame.type() == DATA) {
                body.writeBytes(frame.text().getBytes(StandardCharsets.ISO_8859_1));
            } else if (frame.type() != HEADERS) {
                return body + (frame.type() == RST_STREAM ? "[reset " + frame.number(0) + "]" : "[gone]");
            }
            if ((frame.flags() & END_STREAM) != 0) {
                return body.toString(StandardCharsets.ISO_8859_1);
            }
        }
    }

    /** The GOAWAY, or {@link Frame#GONE}; null when the connection is still open after that time. */
    @Nullable
    Frame endWithin(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            return await(frame -> frame.type() == GOAWAY);
        } catch (SocketTimeoutException open) {
            return null;
        } finally {
            socket.setSoTimeout(20_000);
        }
    }

    private Frame read() throws IOException {
        try {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            return new Frame(type, flags, stream, ByteBuffer.wrap(in.readNBytes(length)));
        } catch (EOFException | SocketException gone) {
            return Frame.GONE;
        }
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
