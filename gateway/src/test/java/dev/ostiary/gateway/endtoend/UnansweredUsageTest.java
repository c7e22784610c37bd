package dev.ostiary.gateway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostiary.emulator.fault.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls without an answer: the model may have been at work, and nobody knows for how many tokens. */
class UnansweredUsageTest {
    private static final String SONNET = "anthropic.claude-3-sonnet-20240229-v1:0";
    private static final String UNKNOWN = "ostiary_usage_unknown_total{app=\"app\",model=\"" + SONNET + "\"";

    @TempDir
    Path directory;

    @BeforeEach
    void access() {
        TestGateway.writeWideApp(directory);
    }

    private static int call(TestGateway gateway, String operation) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(gateway.endpoint().resolve("/model/" + SONNET + "/" + operation))
                .header("Authorization", "Bearer " + gateway.issuer().token("app"))
                .POST(BodyPublishers.ofString(
                        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hello\"}]}]}"))
                .build();
        int status = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .statusCode();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> gateway.accessLog().lines().count() == 1);
        return status;
    }

    @Test
    void aTimeOutIsUnknownUsage() throws Exception {
        var settings = Map.of("ostiary.upstreams.default.first-byte-timeout", "500ms");
        try (var gateway = TestGateway.start(directory, settings)) {
            gateway.emulator().faults().set(new Fault.Hang());

            assertThat(call(gateway, "converse-stream")).isEqualTo(408);

            assertThat(gateway.metrics()).contains(UNKNOWN);
            assertThat(gateway.accessLog()).contains("\"usageSource\":\"unknown\"");
        }
    }

    @Test
    void aBrokenConnectionIsUnknownUsage() throws Exception {
        try (var gateway = TestGateway.start(directory, Map.of())) {
            gateway.emulator().faults().set(new Fault.ResetBeforeHeaders());

            assertThat(call(gateway, "converse")).isEqualTo(503);

            assertThat(gateway.metrics()).contains(UNKNOWN);
        }
    }

    @Test
    void anOperationThatIsNotBilledByTokensIsNot() throws Exception {
        try (var gateway = TestGateway.start(directory, Map.of())) {
            gateway.emulator().faults().set(new Fault.ResetBeforeHeaders());

            assertThat(call(gateway, "count-tokens")).isGreaterThanOrEqualTo(400);

            assertThat(gateway.metrics()).doesNotContain("ostiary_usage_unknown_total{");
        }
    }

    @Test
    void aCallThatNeverWentOutIsNot() throws Exception {
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String nobody = "http://127.0.0.1:" + closed.getLocalPort();
            closed.close();
            try (var gateway = TestGateway.start(directory, Map.of("ostiary.upstreams.default.endpoint", nobody))) {

                assertThat(call(gateway, "converse")).isEqualTo(503);

                assertThat(gateway.metrics()).doesNotContain("ostiary_usage_unknown_total{");
            }
        }
    }

    @Test
    void bedrocksOwnRefusalIsNot() throws Exception {
        try (var gateway = TestGateway.start(directory, Map.of())) {
            gateway.emulator().faults().set(Fault.Refuse.throttle());

            assertThat(call(gateway, "converse")).isEqualTo(429);

            assertThat(gateway.metrics()).doesNotContain("ostiary_usage_unknown_total{");
        }
    }
}
