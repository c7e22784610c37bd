package dev.ostiary.emulator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ostiary.emulator.Clients;
import dev.ostiary.emulator.Emulator;
import dev.ostiary.emulator.EmulatorOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.AccessDeniedException;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/** Converse, InvokeModel and CountTokens with the real SDK: HTTP/1.1 with the sync client, HTTP/2 with the async one. */
class RuntimeSdkTest {
    private static final String HAIKU = "us.anthropic.claude-haiku-4-5-20251001-v1:0";
    private static final String SONNET_3 = "anthropic.claude-3-sonnet-20240229-v1:0";
    private static final String CLAUDE_BODY =
            "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":50,\"messages\":[{\"role\":\"user\","
                    + "\"content\":\"one two three\"}]}";

    private static Emulator emulator;
    private static BedrockRuntimeClient sync;
    private static BedrockRuntimeAsyncClient async;

    @BeforeAll
    static void start() {
        emulator = Emulator.start(EmulatorOptions.defaults());
        sync = Clients.sync(emulator);
        async = Clients.async(emulator);
    }

    @AfterAll
    static void stop() {
        sync.close();
        async.close();
        emulator.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HAIKU,
                SONNET_3,
                "arn:aws:bedrock:us-east-1::foundation-model/" + SONNET_3,
                "arn:aws:bedrock:us-east-1:111122223333:inference-profile/" + HAIKU,
                "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/tr4nsl4t0r01",
                "arn:aws:bedrock:us-east-1:111122223333:provisioned-model/pr0v1s10ned1",
                "arn:aws:bedrock:us-east-1:111122223333:prompt/PR0MPT0001:3",
                "arn:aws:sagemaker:us-east-1:111122223333:endpoint/marketplace-llama"
            })
    void converseAnswersForEverySpelling(String modelId) {
        ConverseResponse response = sync.converse(converse(modelId, text("one two three")));

        assertThat(response.output().message().content().getFirst().text()).endsWith("to: one two three");
        assertThat(response.stopReason()).isEqualTo(StopReason.END_TURN);
        assertThat(response.usage().inputTokens()).isEqualTo(3);
        assertThat(response.usage().outputTokens()).isEqualTo(11);
        assertThat(response.usage().totalTokens()).isEqualTo(14);
    }

    @Test
    void asyncConverseUsesHttp2() {
        ConverseResponse response =
                async.converse(converse(HAIKU, text("hello"))).join();

        assertThat(response.stopReason()).isEqualTo(StopReason.END_TURN);
        assertThat(emulator.requests().all())
                .anyMatch(request -> request.httpVersion().equals("HTTP/2") && request.isSignedRightly());
    }

    @Test
    void converseStreamIsTheSameTextInPieces() {
        List<String> pieces = Collections.synchronizedList(new ArrayList<>());
        List<TokenUsage> usage = Collections.synchronizedList(new ArrayList<>());
        var visitor = ConverseStreamResponseHandler.Visitor.builder()
                .onContentBlockDelta(event -> pieces.add(event.delta().text()))
                .onMetadata(event -> usage.add(event.usage()))
                .build();

        async.converseStream(
                        ConverseStreamRequest.builder()
                                .modelId(HAIKU)
                                .messages(message(text("one two three")))
                                .build(),
                        ConverseStreamResponseHandler.builder()
                                .subscriber(visitor)
                                .build())
                .join();

        String whole = sync.converse(converse(HAIKU, text("one two three")))
                .output()
                .message()
                .content()
                .getFirst()
                .text();
        assertThat(pieces).hasSizeGreaterThan(2);
        assertThat(String.join("", pieces)).isEqualTo(whole);
        assertThat(usage)
                .singleElement()
                .satisfies(one -> assertThat(one.outputTokens()).isEqualTo(11));
    }

    @Test
    void cachePointIsWrittenFirstAndReadLater() {
        ContentBlock point =
                ContentBlock.fromCachePoint(builder -> builder.type("default").ttl("1h"));
        ConverseRequest request = converse(HAIKU, text("a cached beginning"), point, text("and a question"));

        TokenUsage first = sync.converse(request).usage();
        TokenUsage second = sync.converse(request).usage();

        assertThat(first.cacheWriteInputTokens()).isEqualTo(3);
        assertThat(first.cacheDetails()).singleElement().satisfies(detail -> {
            assertThat(detail.ttlAsString()).isEqualTo("1h");
            assertThat(detail.inputTokens()).isEqualTo(3);
        });
        assertThat(second.cacheReadInputTokens()).isEqualTo(3);
        assertThat(second.inputTokens()).isEqualTo(3);
        assertThat(second.totalTokens()).isEqualTo(6 + second.outputTokens());
    }

    @Test
    void cachingOnModelWithoutItIsAccessDenied() {
        ContentBlock point = ContentBlock.fromCachePoint(builder -> builder.type("default"));

        assertThatThrownBy(() -> sync.converse(converse(SONNET_3, text("a"), point, text("b"))))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("did not allow prompt caching");
    }

    @Test
    void maxTokensAndStopSequencesEndTheText() {
        ConverseRequest request = converse(HAIKU, text("alpha beta gamma"));

        ConverseResponse cut = sync.converse(request.toBuilder()
                .inferenceConfig(config -> config.maxTokens(4))
                .build());
        ConverseResponse stopped = sync.converse(request.toBuilder()
                .inferenceConfig(config -> config.stopSequences("beta"))
                .build());

        assertThat(cut.stopReason()).isEqualTo(StopReason.MAX_TOKENS);
        assertThat(cut.usage().outputTokens()).isEqualTo(4);
        assertThat(stopped.stopReason()).isEqualTo(StopReason.STOP_SEQUENCE);
        assertThat(stopped.output().message().content().getFirst().text()).endsWith("alpha ");
    }

    @Test
    void guardrailIntervenesOnItsWord() {
        ConverseResponse response = sync.converse(converse(HAIKU, text("please blockme")).toBuilder()
                .guardrailConfig(config -> config.guardrailIdentifier("abc").guardrailVersion("1"))
                .build());

        assertThat(response.stopReason()).isEqualTo(StopReason.GUARDRAIL_INTERVENED);
    }

    @Test
    void invokeModelCarriesTokenCountsInHeadersAndBody() {
        var response =
                sync.invokeModel(builder -> builder.modelId(SONNET_3).body(SdkBytes.fromUtf8String(CLAUDE_BODY)));

        assertThat(response.sdkHttpResponse().firstMatchingHeader("X-Amzn-Bedrock-Input-Token-Count"))
                .contains("3");
        assertThat(response.sdkHttpResponse().firstMatchingHeader("X-Amzn-Bedrock-Output-Token-Count"))
                .contains("11");
        assertThat(response.body().asUtf8String()).contains("\"input_tokens\":3", "\"output_tokens\":11");
        assertThat(response.responseMetadata().requestId()).isNotEqualTo("UNKNOWN");
    }

    @Test
    void invokeModelStreamEndsWithMetrics() {
        List<String> chunks = Collections.synchronizedList(new ArrayList<>());
        var visitor = InvokeModelWithResponseStreamResponseHandler.Visitor.builder()
                .onChunk(chunk -> chunks.add(chunk.bytes().asUtf8String()))
                .build();

        async.invokeModelWithResponseStream(
                        builder -> builder.modelId(SONNET_3).body(SdkBytes.fromUtf8String(CLAUDE_BODY)),
                        InvokeModelWithResponseStreamResponseHandler.builder()
                                .subscriber(visitor)
                                .build())
                .join();

        assertThat(chunks).hasSizeGreaterThan(5);
        assertThat(chunks.getLast())
                .contains("message_stop", "amazon-bedrock-invocationMetrics", "\"outputTokenCount\":11");
        assertThat(chunks.stream().limit(chunks.size() - 1).collect(Collectors.joining()))
                .doesNotContain("invocationMetrics");
    }

    @Test
    void tierAndLatencyChoiceComeBack() {
        var response = sync.invokeModel(builder -> builder.modelId(SONNET_3)
                .serviceTier("flex")
                .performanceConfigLatency("optimized")
                .body(SdkBytes.fromUtf8String(CLAUDE_BODY)));

        assertThat(response.serviceTierAsString()).isEqualTo("flex");
        assertThat(response.performanceConfigLatencyAsString()).isEqualTo("optimized");
    }

    @Test
    void countTokensCountsWhatConverseCounts() {
        var response = sync.countTokens(builder -> builder.modelId("anthropic.claude-haiku-4-5-20251001-v1:0")
                .input(input -> input.converse(converse -> converse.messages(message(text("one two three"))))));
        var ofBody = sync.countTokens(builder -> builder.modelId("anthropic.claude-haiku-4-5-20251001-v1:0")
                .input(input -> input.invokeModel(invoke -> invoke.body(SdkBytes.fromUtf8String(CLAUDE_BODY)))));

        assertThat(response.inputTokens()).isEqualTo(3);
        assertThat(ofBody.inputTokens()).isEqualTo(3);
        assertThatThrownBy(() -> sync.countTokens(builder -> builder.modelId("us.anthropic.claude-haiku-4-5")
                        .input(input -> input.converse(converse -> converse.messages(message(text("x")))))))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("The provided model doesn't support counting tokens");
    }

    @Test
    void wrongModelsGetTheTextsOfTheService() {
        assertThatThrownBy(() -> sync.converse(converse("anthropic.no-such-model", text("x"))))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("The provided model identifier is invalid.");
        assertThatThrownBy(() -> sync.converse(converse("anthropic.claude-haiku-4-5-20251001-v1:0", text("x"))))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("with on-demand throughput isn’t supported");
        assertThatThrownBy(() -> sync.converse(converse("anthropic.claude-v2:1", text("x"))))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("has reached the end of its life");
        assertThatThrownBy(() -> sync.converse(converse("amazon.titan-embed-text-v2:0", text("x"))))
                .isInstanceOf(ValidationException.class);
    }

    private static ConverseRequest converse(String modelId, ContentBlock... content) {
        return ConverseRequest.builder()
                .modelId(modelId)
                .messages(message(content))
                .build();
    }

    private static Message message(ContentBlock... content) {
        return Message.builder().role(ConversationRole.USER).content(content).build();
    }

    private static ContentBlock text(String text) {
        return ContentBlock.fromText(text);
    }
}
