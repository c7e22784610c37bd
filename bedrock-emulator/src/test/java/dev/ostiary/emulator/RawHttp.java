package dev.ostiary.emulator;

import dev.ostiary.emulator.SignedRequests.Signing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** HTTP/1.1 on a bare socket, since a library would hide how a connection ends. */
public final class RawHttp {
    private RawHttp() {}

    /** How the answer ended. */
    public enum End {
        COMPLETE,
        CLOSED,
        RESET,
        SILENT
    }

    /**
     * @param chunks the bodies of the HTTP chunks, or the one body of a declared length
     */
    public record Answer(String head, List<byte[]> chunks, End end) {
        public int status() {
            return Integer.parseInt(head.substring(9, 12));
        }

        public byte[] body() {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            chunks.forEach(all::writeBytes);
            return all.toByteArray();
        }

        public String text() {
            return new String(body(), StandardCharsets.UTF_8);
        }
    }

    /** Sends a signed POST and waits at most so long for each next byte. */
    public static Answer post(URI endpoint, String rawPath, String body, int timeoutMillis) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        SdkHttpRequest request =
                SignedRequests.sign(SignedRequests.post(endpoint, rawPath).build(), bytes, Signing.usual());
        return send(endpoint, request, bytes, timeoutMillis);
    }

    public static Answer get(URI endpoint, String rawPath, Signing signing) throws IOException {
        String[] parts = rawPath.split("\\?", 2);
        SdkHttpRequest.Builder builder = SignedRequests.request(SdkHttpMethod.GET, endpoint, parts[0]);
        if (parts.length == 2) {
            for (String pair : parts[1].split("&")) {
                builder.appendRawQueryParameter(pair.split("=")[0], pair.split("=")[1]);
            }
        }
        byte[] nothing = {};
        return send(endpoint, SignedRequests.sign(builder.build(), nothing, signing), nothing, 5_000);
    }

    /** As it stands, unsigned. */
    public static Answer plain(URI endpoint, String method, String rawTarget, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = method + " " + rawTarget + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + bytes.length + "\r\n\r\n";
        return exchange(endpoint, head, bytes, 5_000);
    }

    private static Answer send(URI endpoint, SdkHttpRequest request, byte[] body, int timeoutMillis)
            throws IOException {
        StringBuilder head = new StringBuilder(request.method() + " " + request.encodedPath()
                + request.encodedQueryParameters().map(query -> "?" + query).orElse("") + " HTTP/1.1\r\n");
        request.forEachHeader((name, values) -> values.forEach(value -> head.append(name + ": " + value + "\r\n")));
        head.append("Content-Length: " + body.length + "\r\n\r\n");
        return exchange(endpoint, head.toString(), body, timeoutMillis);
    }

    private static Answer exchange(URI endpoint, String head, byte[] body, int timeoutMillis) throws IOException {
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            socket.setSoTimeout(timeoutMillis);
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
            out.flush();
            return read(socket.getInputStream());
        }
    }

    private static Answer read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        List<byte[]> chunks = new ArrayList<>();
        try {
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    return new Answer(head.toString(), chunks, End.CLOSED);
                }
                head.append((char) next);
            }
            boolean complete = head.toString().toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")
                    ? readChunks(in, chunks)
                    : readLength(in, length(head.toString()), chunks);
            return new Answer(head.toString(), chunks, complete ? End.COMPLETE : End.CLOSED);
        } catch (SocketTimeoutException e) {
            return new Answer(head.toString(), chunks, End.SILENT);
        } catch (SocketException e) {
            return new Answer(head.toString(), chunks, End.RESET);
        }
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length: "))
                .mapToInt(line -> Integer.parseInt(line.substring(16).strip()))
                .findFirst()
                .orElse(0);
    }

    private static boolean readLength(InputStream in, int length, List<byte[]> chunks) throws IOException {
        for (int i = 0; i < length; i++) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            chunks.add(new byte[] {(byte) next});
        }
        return true;
    }

    private static boolean readChunks(InputStream in, List<byte[]> chunks) throws IOException {
        while (true) {
            String size = line(in);
            if (size.isEmpty()) {
                return false;
            }
            int length = Integer.parseInt(size, 16);
            byte[] chunk = in.readNBytes(length);
            line(in);
            if (length == 0) {
                return true;
            }
            chunks.add(chunk);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
