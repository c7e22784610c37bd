package dev.ostiary.gateway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostiary.emulator.requests.RecordedRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An app that may do everything but one thing tries to get it by fields, headers, bodies and other operations. */
class DeniedThingsTest {
    private static final String LITE = "amazon.nova-lite-v1:0";
    private static final String MICRO = "/model/amazon.nova-micro-v1:0/";
    private static final String OWN = "arn:aws:bedrock:us-east-1:111122223333:";
    private static final String ROUTER = OWN + "prompt-router/r0uter000001";
    private static final String DEFAULT_ROUTER = OWN + "default-prompt-router/anthropic.claude:1";
    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hello\"}]}]";
    private static final String MESSAGE = "{" + MESSAGES + "}";
    private static final String NONE = "";

    @TempDir
    static Path directory;

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        TestGateway.write(directory, "policies/all.json", """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"bedrock:*","Resource":"*"}]}""");
        TestGateway.write(directory, "policies/denied.json", """
                {"Version":"2012-10-17","Statement":[
                {"Effect":"Deny","Action":"bedrock:*","Resource":"arn:aws:bedrock:*::foundation-model/amazon.nova-lite-v1:0"},
                {"Effect":"Deny","Action":"bedrock:ApplyGuardrail","Resource":
                "arn:aws:bedrock:us-west-2:111122223333:guardrail-profile/us.guardrail.v1:0"},
                {"Effect":"Deny","Action":"bedrock:InvokeModel*","Resource":"*",
                "Condition":{"StringEquals":{"bedrock:ServiceTier":"priority"}}}]}""");
        TestGateway.write(directory, "policies/routed.json", """
                {"Version":"2012-10-17","Statement":[
                {"Effect":"Allow","Action":"bedrock:InvokeModel","Resource":
                "arn:aws:bedrock:us-east-1:111122223333:prompt-router/r0uter000001"},
                {"Effect":"Allow","Action":"bedrock:InvokeModel","Resource":
                ["arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0",
                "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0"],
                "Condition":{"ArnEquals":{"bedrock:PromptRouterArn":
                "arn:aws:bedrock:us-east-1:111122223333:prompt-router/r0uter000001"}}},
                {"Effect":"Allow","Action":"bedrock:InvokeModel","Resource":
                "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0"},
                {"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::reports/2026/*"}]}""");
        TestGateway.writeApp(directory, "curious", "all, denied", "");
        TestGateway.writeApp(directory, "routed", "routed", "");
        gateway = TestGateway.start(directory, Map.of());
        await().atMost(Duration.ofSeconds(30)) // the first refresh runs beside the start
                .until(() -> Raw.status(post("routed", routed(ROUTER), NONE, MESSAGE)) == 200);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void quiet() {
        gateway.emulator().reset();
    }

    record Try(String target, String headers, String body, int status) {}

    static Stream<Try> deniedModel() {
        return Stream.of(
                model("invoke", MESSAGE, 403),
                model("invoke-with-response-stream", MESSAGE, 403),
                model("converse", MESSAGE, 403),
                model("converse-stream", MESSAGE, 403),
                model("count-tokens", "{\"input\":{\"converse\":" + MESSAGE + "}}", 403),
                model("invoke-with-bidirectional-stream", MESSAGE, 404),
                model("Converse", MESSAGE, 404),
                model("converse?modelId=amazon.nova-micro-v1:0", MESSAGE, 400),
                new Try("/region/eu-west-1/model/eu." + LITE + "/converse", NONE, MESSAGE, 403),
                new Try(routed(ROUTER), NONE, MESSAGE, 403),
                new Try(routed(ROUTER).replace("/converse", "/invoke"), NONE, "{}", 403),
                new Try("/region/us-east-1" + routed(ROUTER), NONE, MESSAGE, 403),
                job("\"modelId\":\"" + LITE + "\"", 403),
                job("\"modelId\":\"\\u0061mazon.nova-lite-v1:0\"", 403),
                job("\"model\\u0049d\":\"" + LITE + "\"", 403),
                job("\"modelId\":\"us." + LITE + "\"", 403),
                job("\"modelId\":\"" + ROUTER + "\"", 403),
                job("\"modelId\":\"amazon.nova-reel-v1:1\",\"modelId\":\"" + LITE + "\"", 400),
                job("\"modelId\":\"amazon.nova-reel-v1:1\",\"model\\u0049d\":\"" + LITE + "\"", 400),
                job("\"modelId\":[\"" + LITE + "\"]", 400),
                job("\"modelId\":\"" + LITE.replace(":", "%3A") + "\"", 400),
                job("\"x\":1", 400),
                additional("\"model\":\"" + LITE + "\"", 400),
                additional("\"modelId\":\"" + LITE + "\"", 400),
                additional("\"fallbacks\":[\"" + LITE + "\"]", 400),
                additional("\"x\":\"arn:aws:bedrock:us-east-1::foundation-model/" + LITE + "\"", 400),
                new Try("/openai/v1/chat/completions", NONE, "{\"model\":\"" + LITE + "\"}", 404),
                new Try("/anthropic/v1/messages", NONE, "{\"model\":\"" + LITE + "\"}", 404),
                new Try("/prompt-routers", NONE, "{}", 404),
                new Try("/model-invocation-job", NONE, "{\"modelId\":\"" + LITE + "\"}", 404));
    }

    static Stream<Try> deniedAttachments() {
        String tier = "X-Amzn-Bedrock-Service-Tier: priority\r\n";
        String guardrail = "X-Amzn-Bedrock-GuardrailIdentifier: %s\r\nX-Amzn-Bedrock-GuardrailVersion: DRAFT\r\n";
        String config =
                "{\"guardrailConfig\":{\"guardrailIdentifier\":\"%s\",\"guardrailVersion\":\"1\"}," + MESSAGES + "}";
        return Stream.of(
                new Try(MICRO + "invoke", guardrail.formatted("gdacr0ssus"), MESSAGE, 403),
                new Try(MICRO + "invoke", guardrail.formatted(OWN + "guardrail/gdacr0ssus"), MESSAGE, 403),
                new Try(MICRO + "converse", NONE, config.formatted("gdacr0ssus"), 403),
                new Try(
                        "/guardrail/gdacr0ssus/version/DRAFT/apply",
                        NONE,
                        "{\"source\":\"INPUT\",\"content\":[]}",
                        403),
                new Try(MICRO + "invoke", tier, MESSAGE, 403),
                new Try(MICRO + "invoke", tier + tier.replace("priority", "default"), MESSAGE, 400),
                new Try(MICRO + "converse", NONE, "{\"serviceTier\":{\"type\":\"priority\"}," + MESSAGES + "}", 403),
                new Try(
                        MICRO + "converse",
                        NONE,
                        "{\"service\\u0054ier\":{\"type\":\"prior\\u0069ty\"}," + MESSAGES + "}",
                        403),
                additional("\"service_tier\":\"priority\"", 400),
                new Try(MICRO + "converse", NONE, document("s3://secrets/key.pdf"), 403),
                new Try(MICRO + "converse-stream", NONE, document("s3://secrets/key.pdf"), 403),
                new Try(MICRO + "converse", NONE, document("s3://reports/2026/../key.pdf"), 403),
                new Try(MICRO + "converse", NONE, document("s3://secrets/cl\u00e9.pdf"), 403),
                new Try(MICRO + "converse", NONE, document("s3://secrets/k\\ney.pdf"), 400));
    }

    @ParameterizedTest
    @MethodSource({"deniedModel", "deniedAttachments"})
    void whateverIsTriedNothingIsSent(Try attempt) {
        String answer = post("curious", attempt.target(), attempt.headers(), attempt.body());

        assertThat(Raw.status(answer)).as(answer).isEqualTo(attempt.status());
        assertThat(sent()).isEmpty();
    }

    @Test
    void headersThatNameAnotherModelStayHere() {
        String headers = "X-Amzn-Bedrock-ModelId: " + LITE + "\r\nX-Amzn-Bedrock-RoleArn: arn:aws:iam::1:role/x\r\n";

        assertThat(Raw.status(post("curious", MICRO + "converse", headers, MESSAGE)))
                .isEqualTo(200);

        assertThat(sent()).containsExactly("/model/amazon.nova-micro-v1%3A0/converse");
        assertThat(calls())
                .singleElement()
                .satisfies(call -> assertThat(call.headers().toString()).doesNotContain(LITE, "role/x"));
    }

    @Test
    void whatIsNotDeniedStillWorks() {
        String guardrail = "X-Amzn-Bedrock-GuardrailIdentifier: gd7example\r\nX-Amzn-Bedrock-GuardrailVersion: 1\r\n";
        String inferred = "{" + MESSAGES + ",\"serviceTier\":{\"type\":\"flex\"}}";

        assertThat(Raw.status(post("curious", routed(DEFAULT_ROUTER), NONE, MESSAGE)))
                .isEqualTo(200);
        assertThat(Raw.status(post("curious", MICRO + "invoke", guardrail, MESSAGE)))
                .isEqualTo(200);
        assertThat(Raw.status(post("curious", MICRO + "converse", NONE, inferred)))
                .isEqualTo(200);
    }

    @Test
    void aModelThatIsAllowedThroughARouterIsAllowedThroughNothingElse() {
        assertThat(Raw.status(post("routed", routed(ROUTER), NONE, MESSAGE))).isEqualTo(200);
        assertThat(Raw.status(post("routed", routed(DEFAULT_ROUTER), NONE, MESSAGE)))
                .isEqualTo(403);
        assertThat(Raw.status(post("routed", "/model/" + LITE + "/converse", NONE, MESSAGE)))
                .isEqualTo(403);
    }

    @Test
    void aRouterThatNobodyKnowsSaysWhatIsMissing() {
        String answer = post("curious", routed(OWN + "prompt-router/n0wh3re00000"), NONE, MESSAGE);

        assertThat(Raw.status(answer)).isEqualTo(403);
        assertThat(answer).contains("x-ostiary-denied-by: policy").contains("bedrock:ListPromptRouters");
    }

    @Test
    void anObjectThatAPolicyAllowsIsRead() {
        for (String key : List.of("q3.pdf", "caf\u00e9/", "../2025/q4.pdf")) {
            String answer = post("routed", MICRO + "converse", NONE, document("s3://reports/2026/" + key));

            assertThat(answer).doesNotContain("s3:GetObject");
        }
        assertThat(sent()).hasSize(3);
    }

    private static Try model(String verb, String body, int status) {
        return new Try("/model/" + LITE + "/" + verb, NONE, body, status);
    }

    private static Try job(String members, int status) {
        return new Try(
                "/async-invoke",
                NONE,
                "{" + members
                        + ",\"modelInput\":{},\"outputDataConfig\":{\"s3OutputDataConfig\":{\"s3Uri\":\"s3://b/o\"}}}",
                status);
    }

    private static Try additional(String member, int status) {
        return new Try(
                MICRO + "converse",
                NONE,
                "{\"additionalModelRequestFields\":{" + member + "}," + MESSAGES + "}",
                status);
    }

    private static String document(String uri) {
        return "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"t\"},{\"document\":{\"format\":\"pdf\","
                + "\"name\":\"d\",\"source\":{\"s3Location\":{\"uri\":\"" + uri + "\"}}}}]}]}";
    }

    private static String routed(String arn) {
        return "/model/" + URLEncoder.encode(arn, StandardCharsets.UTF_8) + "/converse";
    }

    private static String post(String app, String target, String headers, String body) {
        return Raw.post(gateway.endpoint(), gateway.issuer().token(app), target, headers, body);
    }

    /** What Bedrock was asked beside the catalogue. */
    private static List<String> sent() {
        return calls().stream().map(RecordedRequest::rawTarget).toList();
    }

    private static List<RecordedRequest> calls() {
        return gateway.emulator().requests().all().stream()
                .filter(request -> request.method().equals("POST"))
                .toList();
    }
}
