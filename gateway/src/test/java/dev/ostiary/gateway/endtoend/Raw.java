package dev.ostiary.gateway.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Requests byte for byte as they stand in a test, one connection each. */
final class Raw {
    private Raw() {}

    /** Everything that came back until the gateway closed the connection. */
    static String post(URI endpoint, String token, String target, String moreHeaders, String body) {
        String headers = "Content-Type: application/json\r\n" + moreHeaders + "Content-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n";
        return send(endpoint, "POST " + target, token, headers, body);
    }

    /** The same without a body. */
    static String get(URI endpoint, String token, String target) {
        return send(endpoint, "GET " + target, token, "", "");
    }

    static String send(URI endpoint, String methodAndTarget, String token, String headers, String body) {
        String request = methodAndTarget + " HTTP/1.1\r\nHost: " + endpoint.getAuthority()
                + "\r\nConnection: close\r\nAuthorization: Bearer " + token + "\r\n" + headers + "\r\n" + body;
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(methodAndTarget, e);
        }
    }

    static int status(String answer) {
        return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : -1;
    }
}
