package dev.ostiary.gateway.metering;

import static dev.ostiary.gateway.metering.Taps.end;
import static dev.ostiary.gateway.metering.Taps.inputHeader;
import static dev.ostiary.gateway.metering.Taps.known;
import static dev.ostiary.gateway.metering.Taps.tap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.usage.AnswerShape;
import dev.ostiary.gateway.usage.Usage;
import dev.ostiary.gateway.usage.UsageSource;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Embeddings and rankings: answers that have no output tokens, told from those whose output is not known. */
class VectorUsageTest {
    private static final String CLAUDE = "anthropic.claude-3-sonnet-20240229-v1:0";
    private static final String OTHER = "vendor.new-model-v1:0";
    private static final String OWN = "provisioned-model/pr0v1s10ned1";

    @Test
    void cohereEmbeddingsTellTheirInputInAHeader() {
        var tap = UsageTap.of(AnswerShape.INVOKE, "cohere.embed-english-v3");
        tap.head(200, MultiMap.caseInsensitiveMultiMap().add("x-amzn-bedrock-input-token-count", "8"));
        tap.body(Buffer.buffer("{\"embeddings\":[[0.1]]}"));

        assertThat(end(tap)).isEqualTo(known(8, 0, UsageSource.HEADERS));
    }

    @Test
    void rerankingTellsItsInputInAHeader() {
        var tap = UsageTap.of(AnswerShape.INVOKE, "cohere.rerank-v3-5:0");
        tap.head(200, inputHeader(9));
        tap.body(Buffer.buffer("{\"results\":[]}"));

        assertThat(end(tap)).isEqualTo(known(9, 0, UsageSource.HEADERS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"embedding\":[0.1,-2e-5]}",
                "{\"embeddings\":[[0.1]],\"id\":\"x\"}",
                "{\"embeddings\":{\"float\":[[0.1]]}}",
                "{\"embeddingsByType\":{\"float\":[0.1]}}",
                "{\"embedding\":[0.1],\"inputTextTokenCount\":7}",
                "{\"results\":[{\"index\":0,\"relevance_score\":0.97}]}"
            })
    void vectorsAndScoresOfAnAccountsOwnModelNeedNoOutputHeader(String body) {
        var tap = UsageTap.of(AnswerShape.INVOKE, OWN);
        tap.head(200, inputHeader(6));
        tap.body(Buffer.buffer(body));

        assertThat(end(tap)).isEqualTo(known(6, 0, UsageSource.HEADERS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"embedding\":[0.1],\"inputTextTokenCount\":6}",
                "{\"embeddingsByType\":{\"float\":[0.1]},\"inputTextTokenCount\":6}",
                "{\"inputTokenCount\":6,\"embeddings\":[{\"embedding\":[1.0]}]}",
                "{\"inputTokenCount\":6,\"embeddings\":[]}"
            })
    void vectorsOfAnAccountsOwnModelTellTheirInputInTheBody(String body) {
        var tap = tap(AnswerShape.INVOKE, OWN);
        tap.body(Buffer.buffer(body));

        assertThat(end(tap)).isEqualTo(known(6, 0, UsageSource.BODY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"inputTextTokenCount\":6}",
                "{\"inputTextTokenCount\":6,\"results\":[{\"outputText\":\"\\\"embedding\\\":[1]\"}]}",
                "{\"generation\":\"x\",\"prompt_token_count\":6}",
                "{\"output\":{\"embedding\":[0.1]},\"usage\":{\"inputTokens\":6}}",
                "{\"embedding\":null,\"outputs\":[{\"text\":\"x\"}]}",
                "{\"embedding\":[0.1],\"usage\":{\"output_tokens\":5}}",
                "{\"embedding\":[0.1],\"usage\":{\"output_tokens\":-5}}",
                "{\"embedding\":[0.1"
            })
    void aTextOfAnAccountsOwnModelIsUnknownWithoutItsOutput(String body) {
        var tap = UsageTap.of(AnswerShape.INVOKE, OWN);
        tap.head(200, inputHeader(6));
        tap.body(Buffer.buffer(body));

        assertThat(end(tap)).isInstanceOf(Usage.Unknown.class);
    }

    @Test
    void theNameOfAnAccountsOwnModelDoesNotMakeItsOutputZero() {
        var tap = UsageTap.of(AnswerShape.INVOKE, "endpoint/chat-with-embedded-search");
        tap.head(200, inputHeader(6));
        tap.body(Buffer.buffer("{\"generated_text\":\"x\"}"));

        assertThat(end(tap)).isInstanceOf(Usage.Unknown.class);
    }

    @Test
    void vectorsInTheAnswerOfATextModelMakeItsOutputNoZero() {
        var tap = UsageTap.of(AnswerShape.INVOKE, CLAUDE);
        tap.head(200, inputHeader(6));
        tap.body(Buffer.buffer("{\"embedding\":[0.1]}"));

        assertThat(end(tap)).isInstanceOf(Usage.Unknown.class);
    }

    @Test
    void anInputHeaderAloneIsNoUsageOfATextModel() {
        var tap = UsageTap.of(AnswerShape.INVOKE, OTHER);
        tap.head(200, MultiMap.caseInsensitiveMultiMap().add("x-amzn-bedrock-input-token-count", "8"));
        tap.body(Buffer.buffer("{}"));

        assertThat(end(tap)).isInstanceOf(Usage.Unknown.class);
    }
}
