package dev.ostiary.emulator.family;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.emulator.exchange.Json;
import dev.ostiary.emulator.family.Family.HeaderCounts;
import dev.ostiary.emulator.family.Family.Outcome;
import dev.ostiary.emulator.text.PromptCache;
import dev.ostiary.emulator.text.TextModel;
import java.nio.charset.StandardCharsets;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Usage stands where each family has it (facts 2.2). */
class FamiliesTest {
    private final TextModel text = new TextModel(new PromptCache());

    @Test
    void claudeHasUsageInBodyAndEvents() {
        Outcome.Answered answered = answer(
                "claude",
                "anthropic.claude-x",
                "{'anthropic_version':'bedrock-2023-05-31','max_tokens':99,'system':'be brief','messages':[{'role':'user','content':[{'type':'text','text':'a b'},{'type':'image'}]}]}");

        assertThat(answered.body().at("/usage/input_tokens").asInt()).isEqualTo(14);
        assertThat(answered.events()
                        .getFirst()
                        .at("/message/usage/input_tokens")
                        .asInt())
                .isEqualTo(14);
        assertThat(answered.body().at("/usage/output_tokens").asInt())
                .isEqualTo(answered.usage().output());
        assertThat(answered.events().getLast().path("type").asText()).isEqualTo("message_stop");
    }

    @Test
    void claudeCountsCacheByTtl() {
        String body =
                "{'anthropic_version':'bedrock-2023-05-31','max_tokens':99,'system':[{'type':'text','text':'be very brief','cache_control':{'type':'ephemeral','ttl':'1h'}}],'messages':[{'role':'user','content':'a b'}]}";

        Outcome.Answered first = answer("claude", "anthropic.claude-x", body);
        Outcome.Answered second = answer("claude", "anthropic.claude-x", body);

        assertThat(first.body().at("/usage/input_tokens").asInt()).isEqualTo(2);
        assertThat(first.body().at("/usage/cache_creation_input_tokens").asInt())
                .isEqualTo(3);
        assertThat(first.body()
                        .at("/usage/cache_creation/ephemeral_1h_input_tokens")
                        .asInt())
                .isEqualTo(3);
        assertThat(second.body().at("/usage/cache_read_input_tokens").asInt()).isEqualTo(3);
    }

    @Test
    void novaHasUsageInBodyAndMetadataEvent() {
        Outcome.Answered answered =
                answer("nova", "amazon.nova-x", "{'messages':[{'role':'user','content':[{'text':'a b c'}]}]}");

        assertThat(answered.body().at("/usage/inputTokens").asInt()).isEqualTo(3);
        assertThat(answered.events().getLast().at("/metadata/usage/totalTokens").asInt())
                .isEqualTo(answered.usage().total());
    }

    @Test
    void llamaHasCountsInBodyAndEachChunk() {
        Outcome.Answered answered = answer("llama", "meta.llama-x", "{'prompt':'a b c d'}");

        assertThat(answered.body().path("prompt_token_count").asInt()).isEqualTo(4);
        assertThat(answered.body().path("generation_token_count").asInt())
                .isEqualTo(answered.usage().output());
        assertThat(answered.events())
                .allSatisfy(event ->
                        assertThat(event.path("prompt_token_count").asInt()).isEqualTo(4));
        assertThat(answered.events().getLast().path("generation_token_count").asInt())
                .isEqualTo(answered.usage().output());
    }

    @Test
    void mistralHasNoUsageInBody() {
        Outcome.Answered answered = answer("mistral", "mistral.x", "{'prompt':'a b','max_tokens':3}");

        assertThat(answered.body().findValue("usage")).isNull();
        assertThat(answered.body().at("/outputs/0/stop_reason").asText()).isEqualTo("length");
        assertThat(answered.headers()).isEqualTo(HeaderCounts.ALL);
    }

    @Test
    void chatHasUsageInLastChunkOnlyWhenAsked() {
        String messages = "'messages':[{'role':'system','content':'s'},{'role':'user','content':'a b'}]";

        Outcome.Answered plain = answer("chat", "openai.x", "{" + messages + "}");
        Outcome.Answered asked =
                answer("chat", "openai.x", "{" + messages + ",'stream_options':{'include_usage':true}}");

        assertThat(plain.body().at("/usage/prompt_tokens").asInt()).isEqualTo(3);
        assertThat(plain.events()).noneMatch(event -> event.has("usage"));
        assertThat(asked.events().getLast().at("/usage/prompt_tokens").asInt()).isEqualTo(3);
    }

    @Test
    void embeddingsAreRepeatableUnitVectors() {
        Outcome.Answered v2 =
                answer("titan-embed", "amazon.titan-embed-text-v2:0", "{'inputText':'a b','dimensions':256}");
        Outcome.Answered v1 = answer("titan-embed", "amazon.titan-embed-text-v1", "{'inputText':'a b'}");
        Outcome.Answered cohere =
                answer("cohere-embed", "cohere.embed-english-v3", "{'texts':['a b','c'],'input_type':'search_query'}");
        Outcome.Answered v4 =
                answer("cohere-embed", "cohere.embed-v4:0", "{'texts':['a b'],'input_type':'search_query'}");

        double square = StreamSupport.stream(v2.body().path("embedding").spliterator(), false)
                .mapToDouble(value -> value.asDouble() * value.asDouble())
                .sum();
        assertThat(square).isBetween(0.999, 1.001);
        assertThat(v2.body().path("inputTextTokenCount").asInt()).isEqualTo(2);
        assertThat(v1.body().path("embedding")).hasSize(1_536);
        assertThat(cohere.body().path("embeddings")).hasSize(2);
        assertThat(cohere.usage().input()).isEqualTo(3);
        assertThat(cohere.headers()).isEqualTo(HeaderCounts.INPUT);
        assertThat(v4.body().at("/embeddings/float")).hasSize(1);
    }

    @Test
    void imagesAreCountedAndHaveNoTokens() {
        Outcome.Answered answered = answer(
                "image",
                "amazon.nova-canvas-v1:0",
                "{'taskType':'TEXT_IMAGE','imageGenerationConfig':{'numberOfImages':3}}");

        assertThat(answered.body().path("images")).hasSize(3);
        assertThat(answered.headers()).isEqualTo(HeaderCounts.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "claude | {'max_tokens':1,'messages':[{}]}",
                "claude | {'anthropic_version':'x','messages':[{}]}",
                "claude | {'anthropic_version':'x','max_tokens':1,'messages':[]}",
                "claude | {'anthropic_version':'x','max_tokens':1,'messages':[{}],'stream':true}",
                "nova | {}",
                "llama | {'messages':[]}",
                "mistral | {}",
                "chat | {'prompt':'x'}",
                "titan-embed | {'inputText':'x','dimensions':3}",
                "cohere-embed | {'texts':['x']}",
                "image | {'imageGenerationConfig':{}}"
            })
    void wrongBodiesAreMalformedInput(String family, String body) {
        Outcome outcome = outcome(family, "amazon.titan-embed-text-v2:0", body);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.error().message()).startsWith("Malformed input request: "));
    }

    private Outcome.Answered answer(String family, String modelId, String body) {
        Outcome outcome = outcome(family, modelId, body);
        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        return (Outcome.Answered) outcome;
    }

    private Outcome outcome(String family, String modelId, String body) {
        ObjectNode parsed = Json.parseObject(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
        return Families.find(family).orElseThrow().answer(parsed, new Family.Turn(modelId, "request-1", text));
    }
}
