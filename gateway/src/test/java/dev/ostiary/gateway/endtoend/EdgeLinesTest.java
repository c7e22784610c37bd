package dev.ostiary.gateway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ostiary.gateway.http.RawHttp2;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the access log and the metrics say of calls that were refused before it was known what they wanted. */
class EdgeLinesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    static Path directory;

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        TestGateway.write(directory, "policies/none.json", """
                {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}""");
        TestGateway.writeApp(directory, "app", "none", "");
        gateway = TestGateway.start(directory, Map.of());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static String header(String answer, String name) {
        return answer.replaceFirst("(?s).*\r\n" + name + ": ([^\r]*)\r\n.*", "$1");
    }

    /** The line of the answer's request. */
    private static JsonNode line(String answer) throws IOException {
        return onlyLine(header(answer, "x-amzn-RequestId"));
    }

    private static JsonNode onlyLine(String id) throws IOException {
        await().atMost(Duration.ofSeconds(10)).until(() -> gateway.accessLog().contains(id));
        assertThat(gateway.accessLog().lines().filter(each -> each.contains(id)))
                .hasSize(1);
        String line = gateway.accessLog()
                .lines()
                .filter(each -> each.contains(id))
                .findFirst()
                .orElseThrow();
        return JSON.readTree(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: h\r\nX : y\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\nHost: i\r\n\r\n",
                "GET /a#b HTTP/1.1\r\nHost: h\r\n\r\n",
            })
    void aRefusalOfTheWireIsLoggedWithWhatIsKnown(String request) throws IOException {
        String answer;
        try (Socket socket = new Socket("127.0.0.1", gateway.endpoint().getPort())) {
            socket.setSoTimeout(20_000);
            socket.setTcpNoDelay(true);
            int middle = request.length() / 2;
            socket.getOutputStream().write(request.substring(0, middle).getBytes(StandardCharsets.US_ASCII));
            await().pollDelay(Duration.ofMillis(120)).until(() -> true);
            socket.getOutputStream().write(request.substring(middle).getBytes(StandardCharsets.US_ASCII));
            answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }

        JsonNode line = line(answer);

        assertThat(Raw.status(answer)).isEqualTo(400);
        assertThat(line.path("decision").asText())
                .matches("[0-9a-z]{16}")
                .isEqualTo(header(answer, "x-ostiary-decision"));
        assertThat(answer).contains("; decision " + line.path("decision").asText());
        assertThat(line.path("bytesOut").asInt()).isEqualTo(Integer.parseInt(header(answer, "Content-Length")));
        assertThat(line.path("durationMs").asDouble()).isBetween(100.0, 10_000.0);
        assertThat(line.path("status").asInt()).isEqualTo(400);
    }

    @Test
    void tooLongHeadersAreToldTheSameInBothVersionsOfHttp() throws IOException {
        String headers = "y".repeat(40_000);
        String http1 = Raw.send(gateway.endpoint(), "GET /ostiary/whoami", "t", "X: " + headers + "\r\n", "");
        double before = refusedAtTheEdge();
        String http2;
        try (var client = new RawHttp2(gateway.endpoint().getPort())) {
            var block = client.block(
                    ":method", "GET", ":scheme", "http", ":authority", "h", ":path", "/ostiary/whoami", "x", headers);
            http2 = client.requestInPieces(1, block).body(1);
        }

        JsonNode line = lineOfDecision(http2.replaceFirst("(?s).*; decision (\\w+).*", "$1"));

        assertThat(http1).startsWith("HTTP/1.1 431 ");
        assertThat(http2.replaceFirst("decision \\w+", "decision"))
                .isEqualTo(http1.substring(http1.indexOf("\r\n\r\n") + 4).replaceFirst("decision \\w+", "decision"));
        assertThat(line.path("status").asInt()).isEqualTo(431);
        assertThat(line.path("outcome").asText()).isEqualTo("invalid");
        assertThat(line.path("deniedBy").asText()).isEqualTo("request");
        assertThat(refusedAtTheEdge()).isEqualTo(before + 1);
    }

    private static JsonNode lineOfDecision(String decision) throws IOException {
        return onlyLine("\"decision\":\"" + decision + "\"");
    }

    private static double refusedAtTheEdge() {
        return gateway.metrics()
                .lines()
                .filter(series -> series.startsWith("ostiary_denials_total{app=\"unknown\"")
                        && series.contains("layer=\"request\""))
                .mapToDouble(series -> Double.parseDouble(series.substring(series.lastIndexOf(' '))))
                .sum();
    }

    @Test
    void aMalformedBodyIsLoggedLikeEveryOtherRefusal() throws IOException {
        String answer = Raw.post(
                gateway.endpoint(), gateway.issuer().token("app"), "/model/amazon.nova-micro-v1:0/converse", "", "[]");

        assertThat(line(answer).path("decision").asText())
                .matches("[0-9a-z]{16}")
                .isEqualTo(header(answer, "x-ostiary-decision"));
    }

    /** A token that was not seen before is verified beside the event loop, and the body has failed before anybody reads it. */
    @Test
    void aBodyThatIsMalformedBeforeItIsReadIsRefusedToo() throws IOException {
        String answer = Raw.send(
                gateway.endpoint(),
                "POST /model/amazon.nova-micro-v1:0/converse",
                gateway.issuer().token("app"),
                "Transfer-Encoding: chunked\r\n",
                "2;x=y\r\n{}\r\n0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("ValidationException");
        assertThat(line(answer).path("status").asInt()).isEqualTo(400);
    }

    @Test
    void aRefusedCallWithoutAModelIsCountedUnderNone() throws IOException {
        String token = gateway.issuer().token("app");
        Raw.post(
                gateway.endpoint(),
                token,
                "/guardrail/gd1/version/1/apply",
                "",
                "{\"source\":\"INPUT\",\"content\":[]}");
        Raw.post(gateway.endpoint(), token, "/guardrail/g%20d/version/1/apply", "", "{}");
        Raw.post(gateway.endpoint(), token, "/guardrail-checks/invoke", "", "{}");
        Raw.post(gateway.endpoint(), token, "/async-invoke", "", "{}");
        for (String target : new String[] {
            "/async-invoke",
            "/async-invoke?maxResults=0",
            "/async-invoke/arn%3Aaws%3Abedrock%3Aus-east-1%3A111122223333%3Aasync-invoke%2Fabc",
            "/async-invoke/x",
            "/foundation-models",
            "/foundation-models/a.b",
            "/inference-profiles",
            "/inference-profiles/a.b"
        }) {
            Raw.get(gateway.endpoint(), token, target);
        }

        assertThat(gateway.metrics()
                        .lines()
                        .filter(series -> series.startsWith("ostiary_requests_total{app=\"app\"")
                                && !series.contains("StartAsyncInvoke")
                                && !series.contains("Converse")))
                .hasSizeGreaterThanOrEqualTo(8)
                .allMatch(series -> series.contains("model=\"none\""));
    }
}
