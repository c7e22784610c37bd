package dev.ostiary.gateway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.AsyncInvokeStatus;
import software.amazon.awssdk.services.bedrockruntime.model.StartAsyncInvokeRequest;

/**
 * The three operations of async jobs, straight and through the gateway. What differs by design is the client request token, under
 * which Bedrock knows a job: it carries the app's name there and is the caller's own here.
 */
class AsyncEquivalenceTest {
    private static final String AT_BEDROCK = "\"clientRequestToken\":\"ostiary.app.mine\"";
    private static final String TO_THE_CALLER = "\"clientRequestToken\":\"mine\"";

    @TempDir
    Path directory;

    private TestGateway gateway;

    @BeforeEach
    void start() {
        TestGateway.writeWideApp(directory);
        gateway = TestGateway.start(directory, Map.of());
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private static void job(StartAsyncInvokeRequest.Builder request) {
        request.modelId("amazon.nova-reel-v1:1")
                .modelInput(Document.mapBuilder()
                        .putString("taskType", "TEXT_VIDEO")
                        .build())
                .clientRequestToken("mine")
                .outputDataConfig(output -> output.s3OutputDataConfig(s3 -> s3.s3Uri("s3://bucket/videos")));
    }

    private <T> T straight(Captured captured, Function<BedrockRuntimeClient, T> call) {
        try (BedrockRuntimeClient client = Clients.straight(gateway.emulator().endpoint(), captured)) {
            return call.apply(client);
        }
    }

    private <T> T through(Captured captured, Function<BedrockRuntimeClient, T> call) {
        try (BedrockRuntimeClient client =
                Clients.gateway(gateway, gateway.issuer().token("app"), captured)) {
            return call.apply(client);
        }
    }

    private String startJob() {
        return through(new Captured(), client -> client.startAsyncInvoke(AsyncEquivalenceTest::job))
                .invocationArn();
    }

    /** Jobs end after a while; a description that changes between two calls proves nothing. */
    private void awaitEnd(String arn) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> through(new Captured(), client -> client.getAsyncInvoke(get -> get.invocationArn(arn)))
                        .status()
                        .equals(AsyncInvokeStatus.COMPLETED));
    }

    private void assertSameAnswer(Consumer<BedrockRuntimeClient> call, UnaryOperator<String> expected) {
        var straight = new Captured();
        var through = new Captured();

        this.<Void>straight(straight, client -> {
            call.accept(client);
            return null;
        });
        this.<Void>through(through, client -> {
            call.accept(client);
            return null;
        });

        Captured.Answer atBedrock = straight.answer();
        byte[] body = expected.apply(new String(atBedrock.body(), StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
        EquivalenceTest.assertSame(
                new Captured.Answer(atBedrock.status(), atBedrock.headers(), body), through.answer());
    }

    @Test
    void theAnswerToAStartNamesTheNextJob() {
        String first = startJob();

        // jobs are numbered: straight makes the second (another token), the gateway names its own first again
        assertSameAnswer(
                client -> client.startAsyncInvoke(AsyncEquivalenceTest::job),
                body -> body.replaceFirst("arn:aws:bedrock:[^\"]+", first));
    }

    @Test
    void aJobIsDescribedAsBedrockDescribesItButForTheToken() {
        String arn = startJob();
        awaitEnd(arn);

        assertSameAnswer(client -> client.getAsyncInvoke(get -> get.invocationArn(arn)), body -> {
            assertThat(body).contains(AT_BEDROCK);
            return body.replace(AT_BEDROCK, TO_THE_CALLER);
        });
    }

    @Test
    void aListOfOwnJobsIsBedrocksListButForTheTokens() {
        awaitEnd(startJob());

        assertSameAnswer(client -> client.listAsyncInvokes(list -> list.maxResults(10)), body -> {
            assertThat(body).contains(AT_BEDROCK);
            return body.replace(AT_BEDROCK, TO_THE_CALLER);
        });
    }

    @Test
    void anEmptyListIsTheSame() {
        assertSameAnswer(client -> client.listAsyncInvokes(list -> {}), UnaryOperator.identity());
    }
}
