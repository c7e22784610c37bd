package dev.ostiary.gateway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailContentSource;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;

/** Each operation of bedrock-runtime, once straight to the emulator and once through the gateway: the same status, headers, bytes. */
class EquivalenceTest {
    private static final String SONNET = "anthropic.claude-3-sonnet-20240229-v1:0";
    private static final String HAIKU = "anthropic.claude-haiku-4-5-20251001-v1:0";
    private static final String CLAUDE = """
            {"anthropic_version":"bedrock-2023-05-31","max_tokens":64,"messages":[{"role":"user","content":"Say hello."}]}""";

    @TempDir
    static Path directory;

    private static TestGateway gateway;
    private static String token;

    @BeforeAll
    static void start() {
        TestGateway.write(directory, "policies/everything.json", """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"bedrock:*","Resource":"*"}]}""");
        TestGateway.writeApp(directory, "everything", "everything", "");
        gateway = TestGateway.start(directory, Map.of());
        token = gateway.issuer().token("everything");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    static Stream<Arguments> synchronous() {
        return Stream.of(
                call("converse", client -> client.converse(request -> converse(request))),
                call(
                        "converse with a profile",
                        client -> client.converse(
                                request -> converse(request).modelId("us.anthropic.claude-sonnet-4-5-20250929-v1:0"))),
                call(
                        "converse by ARN",
                        client -> client.converse(request ->
                                converse(request).modelId("arn:aws:bedrock:us-east-1::foundation-model/" + SONNET))),
                call("invoke claude", invoke(SONNET, CLAUDE)),
                call("invoke nova", invoke("amazon.nova-lite-v1:0", """
                        {"messages":[{"role":"user","content":[{"text":"hi"}]}]}""")),
                call("invoke llama", invoke("meta.llama3-70b-instruct-v1:0", "{\"prompt\":\"hi\"}")),
                call("invoke mistral", invoke("mistral.mistral-7b-instruct-v0:2", "{\"prompt\":\"hi\"}")),
                call("invoke titan embeddings", invoke("amazon.titan-embed-text-v2:0", "{\"inputText\":\"hi\"}")),
                call("invoke cohere embeddings", invoke("cohere.embed-english-v3", """
                        {"texts":["hi"],"input_type":"search_query"}""")),
                call("invoke gpt-oss", invoke("openai.gpt-oss-20b-1:0", """
                        {"messages":[{"role":"user","content":"hi"}]}""")),
                call("invoke with a body that is no JSON", invoke(SONNET, "\u0000 not json")),
                call(
                        "count tokens",
                        client -> client.countTokens(request -> request.modelId(HAIKU)
                                .input(input ->
                                        input.invokeModel(invoke -> invoke.body(SdkBytes.fromUtf8String(CLAUDE)))))),
                call(
                        "apply guardrail",
                        client -> client.applyGuardrail(request -> request.guardrailIdentifier("abc123")
                                .guardrailVersion("1")
                                .source(GuardrailContentSource.INPUT)
                                .content(content -> content.text(text -> text.text("hello"))))),
                call(
                        "guardrail checks",
                        client -> client.invokeGuardrailChecks(request -> request.messages(
                                        message -> message.role("user").content(content -> content.text("hello")))
                                .checks(checks -> {}))),
                call(
                        "a model that does not exist",
                        client -> client.converse(request -> converse(request)
                                .modelId("arn:aws:bedrock:us-east-1::foundation-model/no.such-model-v1:0"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("synchronous")
    void aSynchronousClientGetsTheSameThroughTheGateway(String name, Consumer<BedrockRuntimeClient> call) {
        var straight = new Captured();
        var through = new Captured();

        try (BedrockRuntimeClient client = Clients.straight(gateway.emulator().endpoint(), straight)) {
            tolerant(() -> call.accept(client));
        }
        try (BedrockRuntimeClient client = Clients.gateway(gateway, token, through)) {
            tolerant(() -> call.accept(client));
        }

        assertSame(straight.answer(), through.answer());
    }

    static Stream<Arguments> asynchronous() {
        return Stream.of(
                async("converse", client -> client.converse(request -> converse(request))),
                async(
                        "converse stream",
                        client -> client.converseStream(
                                request -> request.modelId(SONNET)
                                        .messages(message -> message.role(ConversationRole.USER)
                                                .content(ContentBlock.fromText("Tell me a story about a door."))),
                                ConverseStreamResponseHandler.builder()
                                        .subscriber(event -> {})
                                        .build())),
                async(
                        "invoke",
                        client -> client.invokeModel(
                                request -> request.modelId(SONNET).body(SdkBytes.fromUtf8String(CLAUDE)))),
                async(
                        "invoke stream",
                        client -> client.invokeModelWithResponseStream(
                                request -> request.modelId(SONNET).body(SdkBytes.fromUtf8String(CLAUDE)),
                                InvokeModelWithResponseStreamResponseHandler.builder()
                                        .subscriber(event -> {})
                                        .build())),
                async(
                        "invoke llama stream",
                        client -> client.invokeModelWithResponseStream(
                                request -> request.modelId("meta.llama3-70b-instruct-v1:0")
                                        .body(SdkBytes.fromUtf8String("{\"prompt\":\"hi\"}")),
                                InvokeModelWithResponseStreamResponseHandler.builder()
                                        .subscriber(event -> {})
                                        .build())),
                async(
                        "count tokens",
                        client -> client.countTokens(request -> request.modelId(HAIKU)
                                .input(input ->
                                        input.invokeModel(invoke -> invoke.body(SdkBytes.fromUtf8String(CLAUDE)))))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("asynchronous")
    void anAsynchronousClientGetsTheSameOverHttp2(
            String name, Function<BedrockRuntimeAsyncClient, CompletableFuture<?>> call) {
        var straight = new Captured();
        var through = new Captured();

        try (BedrockRuntimeAsyncClient client =
                Clients.straightAsync(gateway.emulator().endpoint(), straight)) {
            call.apply(client).join();
        }
        try (BedrockRuntimeAsyncClient client = Clients.gatewayAsync(gateway, token, through)) {
            call.apply(client).join();
        }

        assertSame(straight.answer(), through.answer());
    }

    static void assertSame(Captured.Answer straight, Captured.Answer through) {
        assertThat(through.status()).isEqualTo(straight.status());
        assertThat(through.headers()).isEqualTo(straight.headers());
        assertThat(readable(through.body())).isEqualTo(readable(straight.body()));
        assertThat(through.body()).isEqualTo(straight.body());
    }

    /** The beginning, for a failure that people can read. */
    private static String readable(byte[] body) {
        return new String(body, 0, Math.min(body.length, 600), StandardCharsets.ISO_8859_1);
    }

    /** An error answer is as good a comparison as any. */
    private static void tolerant(Runnable call) {
        try {
            call.run();
        } catch (SdkServiceException answered) {
            assertThat(answered.statusCode()).isPositive();
        }
    }

    private static ConverseRequest.Builder converse(ConverseRequest.Builder request) {
        return request.modelId(SONNET)
                .messages(message -> message.role(ConversationRole.USER).content(ContentBlock.fromText("hello")));
    }

    private static Consumer<BedrockRuntimeClient> invoke(String model, String body) {
        return client -> client.invokeModel(request -> request.modelId(model).body(SdkBytes.fromUtf8String(body)));
    }

    private static Arguments call(String name, Consumer<BedrockRuntimeClient> call) {
        return Arguments.of(name, call);
    }

    private static Arguments async(String name, Function<BedrockRuntimeAsyncClient, CompletableFuture<?>> call) {
        return Arguments.of(name, call);
    }
}
