package dev.ostiary.gateway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostiary.emulator.fault.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;

/** {@code ostiary.relay.on-client-gone=cancel}: whoever hangs up ends the call at Bedrock too. */
class CancelOnClientGoneTest {
    private static final String SONNET = "anthropic.claude-3-sonnet-20240229-v1:0";

    @TempDir
    Path directory;

    private TcpTap tap;
    private TestGateway gateway;
    private BedrockRuntimeAsyncClient client;

    @BeforeEach
    void start() throws IOException {
        TestGateway.write(directory, "policies/all.json", """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"bedrock:Invoke*","Resource":"*"}]}""");
        TestGateway.writeApp(directory, "app", "all", "");
        tap = new TcpTap();
        gateway = TestGateway.start(
                directory,
                Map.of(
                        "ostiary.relay.on-client-gone",
                        "cancel",
                        "ostiary.upstreams.default.endpoint",
                        tap.endpoint().toString()));
        tap.passOnTo(gateway.emulator().endpoint());
        client = Clients.gatewayAsync(gateway, gateway.issuer().token("app"));
    }

    @AfterEach
    void stop() {
        client.close();
        gateway.close();
        tap.close();
    }

    /** A stream of about a minute, whose reader leaves after the first event. */
    private CompletableFuture<Void> leaveAfterTheFirstEvent() {
        gateway.emulator().faults().set(new Fault.Delay(Duration.ZERO, Duration.ofMillis(200)));
        return client.converseStream(
                request -> request.modelId(SONNET)
                        .messages(message -> message.role(ConversationRole.USER)
                                .content(ContentBlock.fromText("a door [words=300]"))),
                ConverseStreamResponseHandler.builder()
                        .onEventStream(publisher -> publisher.subscribe(new CancelAfterFirst()))
                        .build());
    }

    private List<String> lines() {
        return gateway.accessLog().lines().toList();
    }

    @Test
    void theCallAtBedrockIsResetAndCountedOnce() {
        var call = leaveAfterTheFirstEvent();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(tap.hungUp()).isEqualTo(1));
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(lines()).hasSize(1));
        call.cancel(true);
        assertThat(lines().getFirst())
                .contains("\"outcome\":\"client_gone\"")
                .contains("\"status\":200")
                .doesNotContain("\"output\":300");
        assertThat(gateway.metrics())
                .containsPattern("ostiary_requests_total\\{app=\"app\",[^}]*outcome=\"client_gone\"[^}]*} 1")
                .doesNotContainPattern("ostiary_active_streams\\{app=\"app\"[^}]*} [1-9]");
    }

    @Test
    void anAnswerThatWasReadToItsEndIsNotReset() {
        client.converseStream(
                        request -> request.modelId(SONNET)
                                .messages(message -> message.role(ConversationRole.USER)
                                        .content(ContentBlock.fromText("a door [words=3]"))),
                        ConverseStreamResponseHandler.builder()
                                .subscriber(event -> {})
                                .build())
                .join();

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(lines()).hasSize(1));
        assertThat(lines().getFirst()).contains("\"outcome\":\"success\"").contains("\"output\":3");
        assertThat(tap.hungUp()).isZero();
    }
}
