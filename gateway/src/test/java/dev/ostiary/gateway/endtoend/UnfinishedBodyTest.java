package dev.ostiary.gateway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers of Bedrock that are no stream, whose head came and whose body did not, or not all of it: threat model 90 and 91. */
class UnfinishedBodyTest {
    private static final String TARGET = "/model/amazon.nova-micro-v1:0/converse";
    private static final String BODY = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hello\"}]}]}";
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
            + "x-amzn-RequestId: 4\r\nX-Amzn-Bedrock-Input-Token-Count: 7\r\n";

    @TempDir
    Path directory;

    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private ServerSocket bedrock;
    private TestGateway gateway;
    private volatile String answer = "";
    private volatile boolean hangsUp;

    @BeforeEach
    void start() throws IOException {
        bedrock = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
        TestGateway.writeWideApp(directory);
        gateway = TestGateway.start(
                directory,
                Map.of(
                        "ostiary.upstreams.default.endpoint",
                        "http://127.0.0.1:" + bedrock.getLocalPort(),
                        "ostiary.upstreams.default.idle-timeout",
                        "1s"));
    }

    @AfterEach
    void stop() throws IOException {
        gateway.close();
        bedrock.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void serve() {
        while (!bedrock.isClosed()) {
            try {
                Socket socket = bedrock.accept();
                open.add(socket);
                byte[] request = new byte[64 * 1024];
                for (int length = 0; !new String(request, 0, length, StandardCharsets.ISO_8859_1).endsWith(BODY); ) {
                    length += socket.getInputStream().read(request, length, request.length - length);
                }
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                if (hangsUp) {
                    socket.close();
                }
            } catch (IOException closed) {
                // the test is over, or the gateway hung up
            }
        }
    }

    private String post() {
        return Raw.post(gateway.endpoint(), gateway.issuer().token("app"), TARGET, "", BODY);
    }

    /** The one line of the one call. */
    private String line() {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> gateway.accessLog().lines().count() == 1);
        return gateway.accessLog();
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Length: 100, false, 408, ModelTimeoutException, body_timeout",
        "Transfer-Encoding: chunked, false, 408, ModelTimeoutException, body_timeout",
        "Content-Length: 100, true, 503, ServiceUnavailableException, body_reset",
        "Transfer-Encoding: chunked, true, 503, ServiceUnavailableException, body_reset",
    })
    void anAppThatWasSentNothingYetIsRefused(String framing, boolean broken, int status, String type, String label) {
        answer = HEAD + framing + "\r\n\r\n";
        hangsUp = broken;

        String refusal = post();

        assertThat(Raw.status(refusal)).as(refusal).isEqualTo(status);
        assertThat(refusal)
                .contains("x-amzn-ErrorType: " + type + "\r\n", "x-ostiary-denied-by: upstream\r\n")
                .contains("(ostiary: upstream; decision ")
                .doesNotContainIgnoringCase("Input-Token-Count");
        assertThat(line())
                .contains("\"status\":" + status, "\"outcome\":\"upstream_unavailable\"", "\"deniedBy\":\"upstream\"")
                .contains("\"upstreamError\":\"" + label + "\"", "\"usageSource\":\"unknown\"");
        assertThat(gateway.metrics())
                .containsPattern("ostiary_upstream_errors_total\\{[^}]*type=\"" + label + "\"[^}]*} 1")
                .containsPattern("ostiary_usage_unknown_total\\{[^}]*} 1");
    }

    @ParameterizedTest
    @CsvSource({"false, stream_idle", "true, stream_truncated|stream_broke"})
    void anAnswerThatWasBegunIsBrokenOff(boolean broken, String labels) {
        answer = HEAD + "Content-Length: 100\r\n\r\n{\"output\":";
        hangsUp = broken;

        String received = post();

        assertThat(received)
                .startsWith("HTTP/1.1 200 ")
                .contains("Content-Length: 100\r\n")
                .endsWith("{\"output\":");
        assertThat(line())
                .contains("\"status\":200", "\"outcome\":\"upstream_error\"")
                .containsPattern("\"upstreamError\":\"(" + labels + ")\"");
    }

    @Test
    void anEmptyAnswerIsAnAnswer() {
        answer = HEAD + "Content-Length: 0\r\n\r\n";

        assertThat(Raw.status(post())).isEqualTo(200);
        assertThat(line()).contains("\"outcome\":\"success\"");
    }
}
