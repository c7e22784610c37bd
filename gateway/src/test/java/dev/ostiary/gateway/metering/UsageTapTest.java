package dev.ostiary.gateway.metering;

import static dev.ostiary.gateway.metering.Taps.end;
import static dev.ostiary.gateway.metering.Taps.headers;
import static dev.ostiary.gateway.metering.Taps.known;
import static dev.ostiary.gateway.metering.Taps.tap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.usage.AnswerShape;
import dev.ostiary.gateway.usage.Usage;
import dev.ostiary.gateway.usage.UsageSource;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTapTest {
    private static final String CLAUDE = "anthropic.claude-3-sonnet-20240229-v1:0";
    private static final String OTHER = "vendor.new-model-v1:0";

    @Test
    void converseTellsItsUsageInTheBody() {
        var usage = converse("""
                {"output":{"message":{"content":[{"text":"\\"usage\\":{\\"inputTokens\\":999}"}]}},"stopReason":"end_turn",
                 "usage":{"inputTokens":10,"outputTokens":20,"totalTokens":60,"cacheReadInputTokens":12,
                          "cacheWriteInputTokens":18,"cacheDetails":[{"ttl":"5m","inputTokens":3},{"inputTokens":15,"ttl":"1h"}]},
                 "trace":{"guardrail":{"usage":{"inputTokens":77,"contentPolicyUnits":1}}}}
                """);

        assertThat(usage).isEqualTo(new Usage.Known(10, 20, 12, 3, 15, 0, UsageSource.CONVERSE));
    }

    @Test
    void converseInPiecesTellsTheSame() {
        String body =
                "{\"a\":\"\\u0022usage\\u0022\",\"usage\":{\"inputTokens\":10,\"outputTokens\":20,\"totalTokens\":30}}";

        for (int split = 0; split < body.length(); split++) {
            var tap = tap(AnswerShape.CONVERSE, CLAUDE);
            tap.body(Buffer.buffer(body.substring(0, split)));
            tap.body(Buffer.buffer(body.substring(split)));

            assertThat(end(tap)).isEqualTo(known(10, 20, UsageSource.CONVERSE));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"usage\":{\"inputTokens\":10}}",
                "{\"usage\":{\"inputTokens\":-1,\"outputTokens\":20}}",
                "{\"usage\":{\"inputTokens\":1.5,\"outputTokens\":20}}",
                "{\"usage\":{\"inputTokens\":1e3,\"outputTokens\":20}}",
                "{\"usage\":{\"inputTokens\":\"10\",\"outputTokens\":20}}",
                "{\"usage\":{\"inputTokens\":true,\"outputTokens\":20}}",
                "{\"usage\":{\"inputTokens\":[10],\"outputTokens\":20}}",
                "{\"usage\":{\"inputTokens\":null,\"outputTokens\":20}}",
                "{\"usage\":{\"inputTokens\":1000000001,\"outputTokens\":20}}",
                "{\"usage\":{\"inputTokens\":99999999999999999999999,\"outputTokens\":20}}",
                "{\"usage\":{\"inputTokens\":10,\"outputTokens\":20,\"totalTokens\":29}}",
                "{\"usage\":{\"inputTokens\":1,\"outputTokens\":2,\"cacheWriteInputTokens\":1,"
                        + "\"cacheDetails\":[{\"ttl\":\"1h\",\"inputTokens\":2}]}}",
                "{\"output\":{\"usage\":{\"inputTokens\":10,\"outputTokens\":20}}}",
                "{\"usage\":{\"inputTokens\":10,\"outputTokens\":20}",
                "{\"usage\":{\"inputTokens\":10,\"outputTokens\":20}}}",
                "not json at all",
                ""
            })
    void oddFiguresAreUnknownAndNeverZero(String body) {
        assertThat(converse(body)).isInstanceOf(Usage.Unknown.class);
    }

    @Test
    void figuresUpToTheLargestAreTaken() {
        assertThat(converse("{\"usage\":{\"inputTokens\":1000000000,\"outputTokens\":0}}"))
                .isEqualTo(known(1_000_000_000, 0, UsageSource.CONVERSE));
    }

    @Test
    void aMemberThatComesTwiceCountsOnce() {
        assertThat(converse("{\"usage\":{\"inputTokens\":5,\"inputTokens\":6,\"outputTokens\":1}}"))
                .isEqualTo(known(6, 1, UsageSource.CONVERSE));
    }

    @Test
    void headersOfInvokeModelAreBelievedFirst() {
        var tap = UsageTap.of(AnswerShape.INVOKE, OTHER);
        tap.head(200, headers(30, 40).add("X-Amzn-Bedrock-Cache-Read-Input-Token-Count", "5"));
        tap.body(Buffer.buffer("{\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}"));

        assertThat(end(tap)).isEqualTo(new Usage.Known(30, 40, 5, 0, 0, 0, UsageSource.HEADERS));
    }

    @Test
    void theBodyCompletesWhatHeadersDoNotSay() {
        var tap = UsageTap.of(AnswerShape.INVOKE, CLAUDE);
        tap.head(200, headers(30, 40).add("X-Amzn-Bedrock-Cache-Write-Input-Token-Count", "9"));
        tap.body(Buffer.buffer("{\"usage\":{\"input_tokens\":30,\"output_tokens\":40,\"cache_creation_input_tokens\":9,"
                + "\"cache_read_input_tokens\":4,"
                + "\"cache_creation\":{\"ephemeral_5m_input_tokens\":2,\"ephemeral_1h_input_tokens\":7}}}"));

        assertThat(end(tap)).isEqualTo(new Usage.Known(30, 40, 4, 2, 7, 0, UsageSource.HEADERS));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "60 | {'prompt_tokens':100,'completion_tokens':30,'total_tokens':130,'prompt_tokens_details':{'cached_tokens':40}}"
                        + " | 60,40,0",
                "50 | {'input_tokens':100,'output_tokens':30,'input_tokens_details':{'cached_tokens':40,'cache_write_tokens':10}}"
                        + " | 50,40,10",
                "60 | {'prompt_tokens':100,'completion_tokens':30,'prompt_tokens_details':null} | 60,0,0",
                // the input that holds the cached tokens: they do not count again
                "100 | {'prompt_tokens':100,'completion_tokens':30,'prompt_tokens_details':{'cached_tokens':40}} | 100,0,0",
                "61 | {'prompt_tokens':100,'completion_tokens':30,'prompt_tokens_details':{'cached_tokens':40}} | 61,0,0"
            })
    void theBodyOfOpenAisShapeCompletesHeadersWithoutCountingTwice(long input, String usage, String expected) {
        var tap = UsageTap.of(AnswerShape.INVOKE, OTHER);
        tap.head(200, headers(input, 30));
        tap.body(Buffer.buffer("{\"choices\":[],\"usage\":" + usage.replace('\'', '"') + "}"));

        String[] figures = expected.split(",");
        assertThat(end(tap))
                .isEqualTo(new Usage.Known(
                        Long.parseLong(figures[0]),
                        30,
                        Long.parseLong(figures[1]),
                        Long.parseLong(figures[2]),
                        0,
                        0,
                        UsageSource.HEADERS));
    }

    @Test
    void aCacheHeaderIsBelievedBeforeTheBody() {
        var tap = UsageTap.of(AnswerShape.INVOKE, OTHER);
        tap.head(200, headers(60, 30).add("X-Amzn-Bedrock-Cache-Read-Input-Token-Count", "40"));
        tap.body(Buffer.buffer("{\"usage\":{\"prompt_tokens\":110,\"completion_tokens\":30,"
                + "\"prompt_tokens_details\":{\"cached_tokens\":39,\"cache_write_tokens\":10}}}"));

        assertThat(end(tap)).isEqualTo(new Usage.Known(60, 30, 40, 10, 0, 0, UsageSource.HEADERS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"usage\":{\"prompt_tokens\":100,\"prompt_tokens_details\":{\"cached_tokens\":-40}}}",
                "{\"usage\":{\"input_tokens\":60,\"cache_read_input_tokens\":\"many\"}}"
            })
    void oddFiguresOfTheCacheDoNotCompleteHeaders(String body) {
        var tap = UsageTap.of(AnswerShape.INVOKE, OTHER);
        tap.head(200, headers(60, 30));
        tap.body(Buffer.buffer(body));

        assertThat(end(tap)).isInstanceOf(Usage.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "ten", "1.0", "", "1000000001"})
    void oddHeadersAreUnknownWhateverTheBodySays(String value) {
        var tap = UsageTap.of(AnswerShape.INVOKE, OTHER);
        tap.head(200, headers(30, 40).set("X-Amzn-Bedrock-Input-Token-Count", value));
        tap.body(Buffer.buffer("{\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}"));

        assertThat(end(tap)).isInstanceOf(Usage.Unknown.class);
    }

    @Test
    void twoDifferentValuesOfOneHeaderAreUnknown() {
        var tap = UsageTap.of(AnswerShape.INVOKE, OTHER);
        tap.head(200, headers(30, 40).add("X-Amzn-Bedrock-Input-Token-Count", "31"));

        assertThat(end(tap)).isInstanceOf(Usage.Unknown.class);
    }

    @Test
    void headersCountAlthoughTheBodyBroke() {
        var tap = UsageTap.of(AnswerShape.INVOKE, CLAUDE);
        tap.head(200, headers(30, 40));
        tap.body(Buffer.buffer("{\"content\":[{\"te"));
        tap.end(false);

        assertThat(tap.usage()).isEqualTo(known(30, 40, UsageSource.HEADERS));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "anthropic.claude-3-haiku-20240307-v1:0 | {'usage':{'input_tokens':3,'output_tokens':4,"
                        + "'cache_creation_input_tokens':10,'cache_read_input_tokens':6,'service_tier':'standard',"
                        + "'cache_creation':{'ephemeral_5m_input_tokens':8,'ephemeral_1h_input_tokens':2}}} | 3,4,6,8,2,0",
                "anthropic.claude-3-haiku-20240307-v1:0 | {'usage':{'input_tokens':3,'output_tokens':4,"
                        + "'cache_creation':{'ephemeral_5m_input_tokens':8,'ephemeral_1h_input_tokens':2}}} | 3,4,0,8,2,0",
                "amazon.nova-lite-v1:0 | {'usage':{'inputTokens':3,'outputTokens':4,'totalTokens':7,"
                        + "'cacheReadInputTokenCount':1,'cacheWriteInputTokenCount':2}} | 3,4,1,2,0,0",
                "amazon.titan-text-express-v1 | {'inputTextTokenCount':5,'results':[{'tokenCount':6},{'tokenCount':1}]} | 5,7,0,0,0,0",
                "amazon.titan-embed-text-v2:0 | {'embedding':[0.1,-2e-5],'inputTextTokenCount':5} | 5,0,0,0,0,0",
                "amazon.nova-2-multimodal-embeddings-v1:0 | {'inputTokenCount':5,'embeddings':[{'embedding':[1.0]}]} | 5,0,0,0,0,0",
                "meta.llama3-70b-instruct-v1:0 | {'generation':'x','prompt_token_count':5,'generation_token_count':6} | 5,6,0,0,0,0",
                "openai.gpt-oss-120b-1:0 | {'usage':{'prompt_tokens':9,'completion_tokens':2,'total_tokens':11,"
                        + "'prompt_tokens_details':{'cached_tokens':4},'completion_tokens_details':null}} | 5,2,4,0,0,0",
                "qwen.qwen3-32b-v1:0 | {'usage':{'prompt_tokens':9,'completion_tokens':2,'prompt_tokens_details':null}} | 9,2,0,0,0,0",
                "ai21.jamba-1-5-large-v1:0 | {'usage':{'prompt_tokens':9,'completion_tokens':2,'total_tokens':11}} | 9,2,0,0,0,0",
                "openai.gpt-5 | {'usage':{'input_tokens':9,'input_tokens_details':{'cached_tokens':4,'cache_write_tokens':1},"
                        + "'output_tokens':2,'total_tokens':11}} | 4,2,4,1,0,0",
                "amazon.nova-canvas-v1:0 | {'images':['aaaa','bbbb'],'error':null} | 0,0,0,0,0,2",
                "stability.sd3-5-large-v1:0 | {'seeds':[1],'finish_reasons':['Filter reason: prompt'],'images':[null]} | 0,0,0,0,0,0",
                "stability.sd3-5-large-v1:0 | {'seeds':[1],'finish_reasons':[null],'images':['aaaa']} | 0,0,0,0,0,1"
            })
    void everyFamilyTellsItsUsageInItsBody(String model, String body, String expected) {
        var tap = tap(AnswerShape.INVOKE, model);
        tap.body(Buffer.buffer(body.replace('\'', '"')));

        String[] figures = expected.split(",");
        assertThat(end(tap))
                .isEqualTo(new Usage.Known(
                        Long.parseLong(figures[0]),
                        Long.parseLong(figures[1]),
                        Long.parseLong(figures[2]),
                        Long.parseLong(figures[3]),
                        Long.parseLong(figures[4]),
                        Long.parseLong(figures[5]),
                        UsageSource.BODY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cohere.command-r-v1:0 | {'text':'hello','generation_id':'x'}",
                "mistral.mistral-7b-instruct-v0:2 | {'outputs':[{'text':'x'}]}",
                "cohere.embed-english-v3 | {'embeddings':[[0.1]]}",
                "amazon.titan-text-express-v1 | {'inputTextTokenCount':5}",
                "amazon.titan-text-express-v1 | {'inputTextTokenCount':5,'results':[{'outputText':'x'}]}",
                "amazon.titan-text-express-v1 | {'inputTextTokenCount':5,'results':[{'tokenCount':2}],'results':[]}",
                "meta.llama3-70b-instruct-v1:0 | {'prompt_token_count':5}",
                "openai.gpt-oss-120b-1:0 | {'usage':{'prompt_tokens':3,'completion_tokens':2,'prompt_tokens_details':{'cached_tokens':4}}}",
                "openai.gpt-oss-120b-1:0 | {'usage':{'prompt_tokens':3,'completion_tokens':2,'total_tokens':4}}",
                "openai.gpt-oss-120b-1:0 | {'usage':null}",
                "anthropic.claude-3-haiku-20240307-v1:0 | {'content':[{'text':'[{usage:1}]'}],'usage':'none'}",
                "anthropic.claude-3-haiku-20240307-v1:0 | {'usage':{'input_tokens':3,'output_tokens':4,"
                        + "'cache_creation_input_tokens':1,'cache_creation':{'ephemeral_1h_input_tokens':2}}}"
            })
    void aBodyWithoutGoodFiguresIsUnknown(String model, String body) {
        var tap = tap(AnswerShape.INVOKE, model);
        tap.body(Buffer.buffer(body.replace('\'', '"')));

        assertThat(end(tap)).isInstanceOf(Usage.Unknown.class);
    }

    @Test
    void anErrorAnswerIsNotMetered() {
        var tap = UsageTap.of(AnswerShape.INVOKE, CLAUDE);
        tap.head(429, MultiMap.caseInsensitiveMultiMap());
        tap.body(Buffer.buffer("{\"message\":\"slow down\"}"));

        assertThat(end(tap)).isInstanceOf(Usage.NotMetered.class);
    }

    @Test
    void guardrailUsageIsNotTokenUsage() {
        var tap = tap(AnswerShape.UNMETERED, "");
        tap.body(Buffer.buffer("{\"usage\":{\"contentPolicyUnits\":1,\"inputTokens\":4,\"outputTokens\":4}}"));

        assertThat(end(tap)).isInstanceOf(Usage.NotMetered.class);
    }

    @Test
    void anEncodedAnswerIsUnknown() {
        var tap = UsageTap.of(AnswerShape.CONVERSE, CLAUDE);
        tap.head(200, MultiMap.caseInsensitiveMultiMap().addAll(Map.of("Content-Encoding", "gzip")));

        assertThat(end(tap)).isInstanceOf(Usage.Unknown.class);
    }

    private static Usage converse(String body) {
        var tap = tap(AnswerShape.CONVERSE, CLAUDE);
        tap.body(Buffer.buffer(body));
        return end(tap);
    }
}
