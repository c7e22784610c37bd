package dev.ostiary.emulator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ostiary.emulator.Clients;
import dev.ostiary.emulator.Emulator;
import dev.ostiary.emulator.EmulatorOptions;
import dev.ostiary.emulator.SettableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.AsyncInvokeStatus;
import software.amazon.awssdk.services.bedrockruntime.model.ConflictException;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailAction;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailChecksContentFilterCategory;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailChecksRole;
import software.amazon.awssdk.services.bedrockruntime.model.ListAsyncInvokesResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/** The operations that are not about text. */
class GuardrailAndAsyncTest {
    private final SettableClock clock = new SettableClock();
    private Emulator emulator;
    private BedrockRuntimeClient sync;

    @BeforeEach
    void start() {
        emulator = Emulator.start(
                EmulatorOptions.defaults().withClock(clock).withAsyncJobDuration(Duration.ofSeconds(10)));
        sync = Clients.sync(emulator);
    }

    @AfterEach
    void stop() {
        sync.close();
        emulator.close();
    }

    @Test
    void guardrailBlocksItsWordAndNothingElse() {
        var blocked = sync.applyGuardrail(request -> request.guardrailIdentifier("abc123")
                .guardrailVersion("DRAFT")
                .source("INPUT")
                .content(content -> content.text(text -> text.text("please blockme now"))));
        var passed = sync.applyGuardrail(request -> request.guardrailIdentifier("abc123")
                .guardrailVersion("1")
                .source("OUTPUT")
                .content(content -> content.text(text -> text.text("hello"))));

        assertThat(blocked.action()).isEqualTo(GuardrailAction.GUARDRAIL_INTERVENED);
        assertThat(blocked.outputs()).hasSize(1);
        assertThat(blocked.usage().wordPolicyUnits()).isEqualTo(1);
        assertThat(passed.action()).isEqualTo(GuardrailAction.NONE);
        assertThat(passed.outputs()).isEmpty();
    }

    @Test
    void guardrailChecksScoreEachCategory() {
        var response = sync.invokeGuardrailChecks(request -> request.messages(
                        message -> message.role(GuardrailChecksRole.USER).content(content -> content.text("blockme")))
                .checks(checks -> checks.contentFilter(filter -> filter.categories(
                        category -> category.category(GuardrailChecksContentFilterCategory.VIOLENCE)))));

        assertThat(response.results().contentFilter().results()).singleElement().satisfies(entry -> {
            assertThat(entry.category()).isEqualTo(GuardrailChecksContentFilterCategory.VIOLENCE);
            assertThat(entry.severityScore()).isEqualTo(1.0);
        });
        assertThat(response.usage().contentFilter().textUnits()).isEqualTo(1);
    }

    @Test
    void jobIsInProgressAndLaterCompleted() {
        String arn = start("job", "a");

        var running = sync.getAsyncInvoke(request -> request.invocationArn(arn));
        clock.advance(Duration.ofSeconds(10));
        var done = sync.getAsyncInvoke(request -> request.invocationArn(arn));

        assertThat(arn).matches("arn:aws:bedrock:us-east-1:111122223333:async-invoke/[a-z0-9]{12}");
        assertThat(running.status()).isEqualTo(AsyncInvokeStatus.IN_PROGRESS);
        assertThat(running.endTime()).isNull();
        assertThat(running.clientRequestToken()).isEqualTo("job");
        assertThat(done.status()).isEqualTo(AsyncInvokeStatus.COMPLETED);
        assertThat(done.endTime()).isEqualTo(done.submitTime().plusSeconds(10));
        assertThat(done.outputDataConfig().s3OutputDataConfig().s3Uri()).startsWith("s3://bucket/out/");
    }

    @Test
    void sameTokenIsSameJobAndOtherInputIsConflict() {
        String arn = start("token", "a");

        assertThat(start("token", "a")).isEqualTo(arn);
        assertThat(start("other", "a")).isNotEqualTo(arn);
        assertThatThrownBy(() -> start("token", "b")).isInstanceOf(ConflictException.class);
    }

    @Test
    void listPagesNewestFirstAndFilters() {
        String first = start("one", "a");
        clock.advance(Duration.ofSeconds(30));
        String second = start("two", "a");
        String third = start("three", "a");

        ListAsyncInvokesResponse page = sync.listAsyncInvokes(request -> request.maxResults(2));
        ListAsyncInvokesResponse next =
                sync.listAsyncInvokes(request -> request.maxResults(2).nextToken(page.nextToken()));
        ListAsyncInvokesResponse done = sync.listAsyncInvokes(request -> request.statusEquals("Completed"));
        ListAsyncInvokesResponse ascending = sync.listAsyncInvokes(
                request -> request.sortBy("SubmissionTime").sortOrder("Ascending"));

        assertThat(arns(page)).containsExactly(third, second);
        assertThat(arns(next)).containsExactly(first);
        assertThat(next.nextToken()).isNull();
        assertThat(arns(done)).containsExactly(first);
        assertThat(arns(ascending)).containsExactly(first, second, third);
        assertThat(arns(sync.listAsyncInvokes(
                        request -> request.submitTimeAfter(clock.instant().minusSeconds(1)))))
                .containsExactly(third, second);
    }

    @Test
    void unknownJobAndUnknownModelAreRefused() {
        assertThatThrownBy(() -> sync.getAsyncInvoke(request ->
                        request.invocationArn("arn:aws:bedrock:us-east-1:111122223333:async-invoke/zzzzzzzzzzzz")))
                .isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> sync.startAsyncInvoke(request -> request.modelId("no.model")
                        .modelInput(Document.fromString("x"))
                        .outputDataConfig(output -> output.s3OutputDataConfig(s3 -> s3.s3Uri("s3://b/o")))))
                .isInstanceOf(ValidationException.class);
    }

    private String start(String token, String prompt) {
        return sync.startAsyncInvoke(request -> request.modelId("amazon.nova-reel-v1:1")
                        .clientRequestToken(token)
                        .modelInput(
                                Document.mapBuilder().putString("text", prompt).build())
                        .outputDataConfig(output -> output.s3OutputDataConfig(s3 -> s3.s3Uri("s3://bucket/out"))))
                .invocationArn();
    }

    private static List<String> arns(ListAsyncInvokesResponse response) {
        return response.asyncInvokeSummaries().stream()
                .map(summary -> summary.invocationArn())
                .toList();
    }
}
