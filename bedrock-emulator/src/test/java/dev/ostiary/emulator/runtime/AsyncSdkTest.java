package dev.ostiary.emulator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ostiary.emulator.Clients;
import dev.ostiary.emulator.Emulator;
import dev.ostiary.emulator.EmulatorOptions;
import dev.ostiary.emulator.exchange.AwsError;
import dev.ostiary.emulator.fault.Fault;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailAction;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailChecksRole;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;

/** Every operation that is no stream, with the asynchronous client; and what it makes of an exception frame. */
class AsyncSdkTest {
    private Emulator emulator;
    private BedrockRuntimeAsyncClient client;

    @BeforeEach
    void start() {
        emulator = Emulator.start(EmulatorOptions.defaults());
        client = Clients.async(emulator);
    }

    @AfterEach
    void stop() {
        client.close();
        emulator.close();
    }

    @Test
    void everyOperationAnswersOverHttp2() {
        var invoked = client.invokeModel(request -> request.modelId("meta.llama3-70b-instruct-v1:0")
                        .body(SdkBytes.fromUtf8String("{\"prompt\":\"a b\"}")))
                .join();
        var counted = client.countTokens(request -> request.modelId("anthropic.claude-haiku-4-5-20251001-v1:0")
                        .input(input -> input.converse(converse -> converse.messages(
                                message -> message.role(ConversationRole.USER).content(ContentBlock.fromText("a b"))))))
                .join();
        var guarded = client.applyGuardrail(request -> request.guardrailIdentifier("abc")
                        .guardrailVersion("1")
                        .source("INPUT")
                        .content(content -> content.text(text -> text.text("hello"))))
                .join();
        var checked = client.invokeGuardrailChecks(request -> request.messages(message ->
                                message.role(GuardrailChecksRole.USER).content(content -> content.text("hello")))
                        .checks(checks -> checks.contentFilter(
                                filter -> filter.categories(category -> category.category("HATE")))))
                .join();
        var started = client.startAsyncInvoke(request -> request.modelId("amazon.nova-reel-v1:1")
                        .modelInput(Document.mapBuilder().putString("a", "b").build())
                        .outputDataConfig(output -> output.s3OutputDataConfig(s3 -> s3.s3Uri("s3://b/o"))))
                .join();
        var job = client.getAsyncInvoke(request -> request.invocationArn(started.invocationArn()))
                .join();
        var jobs = client.listAsyncInvokes(request -> request.maxResults(5)).join();

        assertThat(invoked.body().asUtf8String()).contains("\"prompt_token_count\":2");
        assertThat(counted.inputTokens()).isEqualTo(2);
        assertThat(guarded.action()).isEqualTo(GuardrailAction.NONE);
        assertThat(checked.results().contentFilter().results()).hasSize(1);
        assertThat(job.invocationArn()).isEqualTo(started.invocationArn());
        assertThat(jobs.asyncInvokeSummaries()).hasSize(1);
        assertThat(emulator.requests().all())
                .hasSize(7)
                .allMatch(request -> request.httpVersion().equals("HTTP/2") && request.isSignedRightly());
    }

    @Test
    void exceptionFrameIsTheTypedException() {
        emulator.faults().add(new Fault.ExceptionFrame(2, AwsError.throttling("Too many tokens.")));
        var handler = ConverseStreamResponseHandler.builder()
                .subscriber(ConverseStreamResponseHandler.Visitor.builder().build())
                .build();

        var answer = client.converseStream(
                request -> request.modelId("amazon.nova-lite-v1:0")
                        .messages(message ->
                                message.role(ConversationRole.USER).content(ContentBlock.fromText("hello you"))),
                handler);

        assertThatThrownBy(answer::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ThrottlingException.class);
    }
}
