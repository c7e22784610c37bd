package dev.ostiary.gateway.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.frames.EventFrame;
import dev.ostiary.gateway.frames.EventStreamReaderTest;
import dev.ostiary.gateway.usage.AnswerShape;
import dev.ostiary.gateway.usage.Usage;
import dev.ostiary.gateway.usage.UsageSource;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamUsageTest {
    private static final String CLAUDE = "anthropic.claude-3-sonnet-20240229-v1:0";
    private static final String METRICS =
            "\"amazon-bedrock-invocationMetrics\":{\"inputTokenCount\":7,\"outputTokenCount\":8,\"invocationLatency\":9}";

    @Test
    void converseStreamTellsItsUsageInTheMetadata() {
        var tap = feed(AnswerShape.CONVERSE_STREAM, CLAUDE, Frames.converseStream(4));

        assertThat(end(tap)).isEqualTo(known(11, 4, UsageSource.CONVERSE));
        assertThat(tap.sawFinal()).isTrue();
    }

    @Test
    void theLastMetadataCountsAlone() {
        var tap = feed(AnswerShape.CONVERSE_STREAM, CLAUDE, Frames.metadata(1, 2), Frames.metadata(3, 4));

        assertThat(end(tap)).isEqualTo(known(3, 4, UsageSource.CONVERSE));
    }

    @Test
    void metadataCountsAlthoughTheStreamBrokeAfterIt() {
        var tap = feed(AnswerShape.CONVERSE_STREAM, CLAUDE, Frames.metadata(3, 4));
        tap.end(false);

        assertThat(tap.usage()).isEqualTo(known(3, 4, UsageSource.CONVERSE));
        assertThat(tap.sawFinal()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"usage\":{}}", "{\"usage\":{\"inputTokens\":-3,\"outputTokens\":4}}", ""})
    void oddMetadataIsUnknown(String payload) {
        var tap = feed(AnswerShape.CONVERSE_STREAM, CLAUDE, Frames.event("metadata", payload));

        assertThat(end(tap)).isInstanceOf(Usage.Unknown.class);
    }

    @Test
    void vectorsInAStreamDoNotMakeAMissingOutputZero() {
        var tap = feed(
                AnswerShape.INVOKE_STREAM,
                "provisioned-model/pr0v1s10ned1",
                Frames.chunk("{\"embedding\":[0.1],\"inputTextTokenCount\":6}"));

        assertThat(end(tap)).isInstanceOf(Usage.Unknown.class);
    }

    @Test
    void chunksOfOpenAisShapeCompleteMetrics() {
        var tap = feed(
                AnswerShape.INVOKE_STREAM,
                "openai.gpt-oss-20b-1:0",
                Frames.chunk("{\"choices\":[],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":8,"
                        + "\"prompt_tokens_details\":{\"cached_tokens\":4}}}"),
                Frames.chunk("{\"choices\":[]," + METRICS + "}"));

        assertThat(end(tap)).isEqualTo(new Usage.Known(7, 8, 4, 0, 0, 0, UsageSource.INVOCATION_METRICS));
    }

    @Test
    void textOfTheModelIsNoUsage() {
        var tap = feed(
                AnswerShape.CONVERSE_STREAM,
                CLAUDE,
                Frames.event("contentBlockDelta", "{\"usage\":{\"inputTokens\":1,\"outputTokens\":1}}"));

        assertThat(end(tap)).isInstanceOf(Usage.Unknown.class);
    }

    @Test
    void claudesStreamEndsWithMetricsThatAreBelievedFirst() {
        var tap = feed(
                AnswerShape.INVOKE_STREAM,
                CLAUDE,
                Frames.chunk(
                        "{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":5,\"output_tokens\":1,"
                                + "\"cache_read_input_tokens\":3,\"cache_creation_input_tokens\":6,"
                                + "\"cache_creation\":{\"ephemeral_1h_input_tokens\":4,\"ephemeral_5m_input_tokens\":2}}}}"),
                Frames.chunk("{\"type\":\"content_block_delta\",\"delta\":{\"text\":\"hi\"}}"),
                Frames.chunk("{\"type\":\"message_delta\",\"usage\":{\"output_tokens\":6}}"),
                Frames.chunk("{\"type\":\"message_stop\"," + METRICS + "}"));

        assertThat(end(tap)).isEqualTo(new Usage.Known(7, 8, 3, 2, 4, 0, UsageSource.INVOCATION_METRICS));
        assertThat(tap.sawFinal()).isTrue();
    }

    @Test
    void claudesFiguresAreCumulativeAndNotSummed() {
        var tap = feed(
                AnswerShape.INVOKE_STREAM,
                "imported-model/abc",
                Frames.chunk(
                        "{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":5,\"output_tokens\":1}}}"),
                Frames.chunk("{\"type\":\"message_delta\",\"usage\":{\"output_tokens\":3}}"),
                Frames.chunk("{\"type\":\"message_delta\",\"usage\":{\"output_tokens\":6}}"));

        assertThat(end(tap)).isEqualTo(known(5, 6, UsageSource.BODY));
    }

    @Test
    void theOpeningAloneIsNoUsage() {
        var tap = feed(
                AnswerShape.INVOKE_STREAM,
                CLAUDE,
                Frames.chunk(
                        "{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":5,\"output_tokens\":1}}}"));

        assertThat(end(tap)).isInstanceOf(Usage.Unknown.class);
        assertThat(tap.sawFinal()).isFalse();
    }

    @Test
    void figuresBeforeABreakAreLessThanWhatWasBilled() {
        var tap = feed(
                AnswerShape.INVOKE_STREAM,
                "meta.llama3-70b-instruct-v1:0",
                Frames.chunk("{\"generation\":\"a\",\"prompt_token_count\":9,\"generation_token_count\":1}"));
        tap.end(false);

        assertThat(tap.usage()).isEqualTo(new Usage.Unknown("the answer broke before its usage"));
    }

    @Test
    void llamasFiguresAreCumulative() {
        var tap = feed(
                AnswerShape.INVOKE_STREAM,
                "meta.llama3-70b-instruct-v1:0",
                Frames.chunk("{\"generation\":\"a\",\"prompt_token_count\":9,\"generation_token_count\":1}"),
                Frames.chunk("{\"generation\":\"b\",\"prompt_token_count\":null,\"generation_token_count\":2}"));

        assertThat(end(tap)).isEqualTo(known(9, 2, UsageSource.BODY));
    }

    @Test
    void novasMetadataEventIsRead() {
        var tap = feed(
                AnswerShape.INVOKE_STREAM,
                "amazon.nova-pro-v1:0",
                Frames.chunk("{\"messageStart\":{\"role\":\"assistant\"}}"),
                Frames.chunk("{\"contentBlockDelta\":{\"delta\":{\"text\":\"x\"}}}"),
                Frames.chunk("{\"metadata\":{\"usage\":{\"inputTokens\":4,\"outputTokens\":5}}}"));

        assertThat(end(tap)).isEqualTo(known(4, 5, UsageSource.BODY));
    }

    @Test
    void theFinalChunkOfOpenAisShapeIsRead() {
        var tap = feed(
                AnswerShape.INVOKE_STREAM,
                "openai.gpt-oss-120b-1:0",
                Frames.chunk("{\"choices\":[{\"delta\":{\"content\":\"x\"}}],\"usage\":null}"),
                Frames.chunk("{\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":3,"
                        + "\"prompt_tokens_details\":{\"cached_tokens\":6}}}"));

        assertThat(end(tap)).isEqualTo(new Usage.Known(4, 3, 6, 0, 0, 0, UsageSource.BODY));
    }

    @Test
    void metricsThatComeTwiceCountOnce() {
        var tap = feed(
                AnswerShape.INVOKE_STREAM,
                CLAUDE,
                Frames.chunk("{" + METRICS + "}"),
                Frames.chunk("{" + METRICS + "}"));

        assertThat(end(tap)).isEqualTo(known(7, 8, UsageSource.INVOCATION_METRICS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"p\":\"xyz\",\"bytes\":\"B64\"}",
                " { \"bytes\" : \"B64\" , \"p\" : \"\" } ",
                "{\"p\":\"a\\\"bytes\\\":\\\"\",\"bytes\":\"B64\"}"
            })
    void theOrderOfAChunksMembersDoesNotMatter(String payload) {
        String base64 = java.util.Base64.getEncoder().encodeToString(("{" + METRICS + "}").getBytes());
        var tap = feed(AnswerShape.INVOKE_STREAM, CLAUDE, Frames.event("chunk", payload.replace("B64", base64)));

        assertThat(end(tap)).isEqualTo(known(7, 8, UsageSource.INVOCATION_METRICS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"bytes\":1}",
                "{\"bytes\":\"%%%\"}",
                "{\"bytes\":\"e30=",
                "{\"bytes\":\"ezE\"}",
                "{\"q\":{}}"
            })
    void anUnreadableChunkIsUnknownAndNoProofOfATruncation(String payload) {
        var tap = feed(AnswerShape.INVOKE_STREAM, CLAUDE, Frames.event("chunk", payload));

        assertThat(end(tap)).isInstanceOf(Usage.Unknown.class);
        assertThat(tap.sawFinal()).isTrue();
    }

    @Test
    void aLongChunkIsReadToItsEnd() {
        String image = "x".repeat(300_000);
        var tap =
                feed(AnswerShape.INVOKE_STREAM, CLAUDE, Frames.chunk("{\"image\":\"" + image + "\"," + METRICS + "}"));

        assertThat(end(tap)).isEqualTo(known(7, 8, UsageSource.INVOCATION_METRICS));
    }

    @Test
    void theFirstTokenIsTheFirstContentEvent() {
        var claude = feed(
                AnswerShape.INVOKE_STREAM,
                CLAUDE,
                Frames.chunk("{\"type\":\"message_start\",\"message\":{}}"),
                Frames.chunk("{\"type\":\"ping\"}"));
        var converse = feed(AnswerShape.CONVERSE_STREAM, CLAUDE, Frames.messageStart());
        var openings = List.of(claude.sawContent(), converse.sawContent());

        read(claude, Frames.chunk("{\"type\":\"content_block_start\",\"index\":0}"));
        read(converse, Frames.delta("x"));

        assertThat(openings).containsExactly(false, false);
        assertThat(List.of(claude.sawContent(), converse.sawContent())).containsExactly(true, true);
    }

    @Test
    void noEndIsInventedForUnknownFamilies() {
        var tap = feed(AnswerShape.INVOKE_STREAM, "vendor.new-model-v1:0", Frames.chunk("{\"x\":1}"));

        assertThat(tap.sawFinal()).isTrue();
    }

    private static UsageTap feed(AnswerShape shape, String model, Buffer... frames) {
        var tap = UsageTap.of(shape, model);
        tap.head(200, MultiMap.caseInsensitiveMultiMap());
        for (Buffer frame : frames) {
            read(tap, frame);
        }
        return tap;
    }

    private static void read(UsageTap tap, Buffer frames) {
        EventStreamReaderTest.readAll(frames).forEach(reading -> tap.frame((EventFrame) reading));
    }

    private static Usage end(UsageTap tap) {
        tap.end(true);
        return tap.usage();
    }

    private static Usage known(long input, long output, UsageSource source) {
        return new Usage.Known(input, output, 0, 0, 0, 0, source);
    }
}
