package dev.ostiary.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The TLS port: ALPN, the same strictness, the same deadlines. */
class TlsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private TestCertificate pem() throws IOException, GeneralSecurityException, InterruptedException {
        return TestCertificate.make(folder);
    }

    private static RawSocket connect(RunningPort running, TestCertificate pem, String... protocols)
            throws IOException, GeneralSecurityException {
        var socket = (SSLSocket) pem.context()
                .getSocketFactory()
                .createSocket(
                        InetAddress.getLoopbackAddress(), running.port.tlsPort().orElseThrow());
        var parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return new RawSocket(socket);
    }

    private static String protocol(RawSocket socket) {
        return ((SSLSocket) socket.socket()).getApplicationProtocol();
    }

    @Test
    void alpnChoosesHttp2OrHttp1() throws Exception {
        var pem = pem();
        var settings = Map.of(
                "tls-certificate",
                pem.certificate().toString(),
                "tls-key",
                pem.key().toString());
        try (var running = RunningPort.echoing(settings);
                var both = connect(running, pem, "h2", "http/1.1");
                var old = connect(running, pem, "http/1.1");
                var none = connect(running, pem)) {
            assertThat(protocol(both)).isEqualTo("h2");
            assertThat(protocol(old)).isEqualTo("http/1.1");
            assertThat(old.send("GET /t HTTP/1.1\r\nHost: h\r\n\r\n").readAnswer())
                    .endsWith("got GET /t 0");
            assertThat(none.send("GET /n HTTP/1.1\r\nHost: h\r\n\r\n").readAnswer())
                    .endsWith("got GET /n 0");
            assertThat(running.handled).allMatch(incoming -> incoming.head().secure());
        }
    }

    @Test
    void largeUploadIsRefusedReadably() throws Exception {
        var pem = pem();
        var settings = Map.of(
                "tls-certificate",
                pem.certificate().toString(),
                "tls-key",
                pem.key().toString());
        try (var running = RunningPort.with(settings, RunningPort::deny);
                var socket = connect(running, pem, "http/1.1")) {
            socket.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5000000\r\n\r\n")
                    .send(new byte[5_000_000]);

            assertThat(socket.readAnswer()).startsWith("HTTP/1.1 401 ");
        }
    }

    @Test
    void upgradeIsNotHonouredAndSmugglingIsRefused() throws Exception {
        var pem = pem();
        var settings = Map.of(
                "tls-certificate",
                pem.certificate().toString(),
                "tls-key",
                pem.key().toString());
        try (var running = RunningPort.echoing(settings);
                var upgrade = connect(running, pem, "http/1.1");
                var smuggle = connect(running, pem, "http/1.1")) {
            var h2c = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n";

            assertThat(upgrade.send("GET /u HTTP/1.1\r\nHost: h\r\n" + h2c).readAnswer())
                    .endsWith("got GET /u 0");
            assertThat(smuggle.send(
                                    "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
                            .readAnswer())
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void handshakeThatNeverComesIsClosedAtTheHeaderDeadline() throws Exception {
        var pem = pem();
        var settings = Map.of(
                "tls-certificate",
                pem.certificate().toString(),
                "tls-key",
                pem.key().toString(),
                "header-timeout",
                "1S");
        try (var running = RunningPort.echoing(settings);
                var socket = new RawSocket(running.port.tlsPort().orElseThrow())) {
            assertThat(socket.isClosedWithin(5_000)).isTrue();
        }
    }
}
