package dev.ostiary.gateway.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.body.BodyFacts;
import dev.ostiary.gateway.body.BodyReader;
import dev.ostiary.gateway.body.BodyReading;
import dev.ostiary.gateway.body.JsonCursor;
import dev.ostiary.gateway.model.ResourceUse;
import dev.ostiary.gateway.refusal.RefusalKind;
import dev.ostiary.gateway.route.Operation;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyRulesTest {
    private static final String MODEL = "/model/amazon.nova-micro-v1:0";
    private static final List<String> JSON_TARGETS = List.of(
            MODEL + "/converse",
            MODEL + "/converse-stream",
            MODEL + "/count-tokens",
            "/async-invoke",
            "/guardrail/abc/version/1/apply",
            "/guardrail-checks/invoke");

    private static BedrockCall converse(String body) {
        return Calls.call(Calls.post(MODEL + "/converse", body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"x\"",
                "{",
                "{}}",
                "{}{}",
                "{} x",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"x\":{\"a\":1,\"a\":2}}",
                "{\"x\":[{\"a\":1,\"b\":{\"c\":1,\"c\":1}}]}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":1,}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{\"a\":\"\n\"}",
                "{/*x*/}",
                "\ufeff{}",
            })
    void whatIsNotExactlyOneObjectWithoutDuplicateKeysIs400(String body) {
        for (String target : JSON_TARGETS) {
            assertThat(Calls.refusal(Calls.post(target, body)).kind()).isEqualTo(RefusalKind.VALIDATION);
        }
    }

    @Test
    void otherEncodingsThanUtf8Are400() {
        for (String charset : List.of("UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
            Buffer body = Buffer.buffer("{\"a\":1}".getBytes(Charset.forName(charset)));
            assertThat(BodyReader.read(Operation.CONVERSE, body)).isInstanceOf(BodyReading.Fault.class);
        }
    }

    @Test
    void depthIsBoundedOnTheDot() {
        assertThat(Calls.post(MODEL + "/converse", "{\"a\":" + "[".repeat(255) + "]".repeat(255) + "}"))
                .isInstanceOf(BedrockCall.class);
        assertThat(Calls.refusal(Calls.post(MODEL + "/converse", "{\"a\":" + "[".repeat(256) + "]".repeat(256) + "}"))
                        .kind())
                .isEqualTo(RefusalKind.VALIDATION);
    }

    @Test
    void namesAreBoundedOnTheDotWhereverTheyStand() {
        String most = names(JsonCursor.MAX_NAMES - 1);

        assertThat(Calls.post(MODEL + "/converse", "{\"a\":" + most + "}")).isInstanceOf(BedrockCall.class);
        assertThat(Calls.refusal(Calls.post(MODEL + "/converse", "{\"a\":" + most + ",\"b\":1}"))
                        .kind())
                .isEqualTo(RefusalKind.VALIDATION);
        assertThat(Calls.refusal(Calls.post(MODEL + "/converse", "{\"requestMetadata\":" + most + ",\"b\":1}"))
                        .kind())
                .isEqualTo(RefusalKind.VALIDATION);
    }

    private static String names(int count) {
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> "\"k" + i + "\":1")
                .collect(java.util.stream.Collectors.joining(",", "{", "}"));
    }

    @Test
    void manySmallPartsAreRefusedBeforeTheyHoldTheEventLoop() {
        String most = "{\"a\":[" + "1,".repeat(499_994) + "1"; // with the object, its name and the array: 500,000

        assertThat(Calls.post(MODEL + "/converse", most + "]}")).isInstanceOf(BedrockCall.class);
        assertThat(Calls.refusal(Calls.post(MODEL + "/converse", most + ",1]}")).kind())
                .isEqualTo(RefusalKind.VALIDATION);
    }

    @Test
    void aFaultQuotesNothingOfTheBody() {
        var refusal = Calls.refusal(Calls.post(MODEL + "/converse", "{\"my secret\":1,\"my secret\":2}"));

        assertThat(refusal.sentence() + refusal.advice())
                .doesNotContain("secret")
                .contains("byte");
    }

    @Test
    void anInvokeBodyIsOpaque() {
        byte[] bytes = {0, 1, (byte) 0xff, '{'};
        CallReader reader = Calls.reader();
        Begun begun = (Begun)
                reader.begin(Calls.route("POST", MODEL + "/invoke"), Calls.headers(), Calls.app(), Calls.ACCOUNT);

        BedrockCall call = Calls.call(reader.complete(begun, Buffer.buffer(bytes), Calls.CATALOGUE));

        assertThat(call.outbound().body().getBytes()).isEqualTo(bytes);
    }

    @Test
    void converseBodiesArriveByteForByte() {
        String body = "{ \"messages\" : [{\"role\":\"user\",\"content\":[{\"text\":\"h\\u00e9\"}]}],\t\"new\":{}}\r\n";

        assertThat(converse(body).outbound().body()).hasToString(body);
    }

    @Test
    void theGuardrailOfABodyIsAuthorizedAndPutIntoTheContext() {
        BedrockCall call = converse(
                "{\"guardrailConfig\":{\"trace\":\"enabled\",\"guardrailIdentifier\":\"abc\",\"guardrailVersion\":\"3\"}}");

        assertThat(call.resources().getLast())
                .isEqualTo(ResourceUse.direct("bedrock:ApplyGuardrail", Calls.OWN + "guardrail/abc", "us-east-1"));
        assertThat(call.conditions().guardrail()).isEqualTo(Calls.OWN + "guardrail/abc:3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"guardrailConfig\":{\"guardrailIdentifier\":\"abc\"}}",
                "{\"guardrailConfig\":{\"guardrailVersion\":\"1\"}}",
                "{\"guardrailConfig\":{\"guardrailIdentifier\":\"ABC\",\"guardrailVersion\":\"1\"}}",
                "{\"guardrailConfig\":{\"guardrailIdentifier\":1,\"guardrailVersion\":\"1\"}}",
                "{\"guardrailConfig\":null}",
                "{\"guardrailConfig\":\"abc\"}",
                "{\"serviceTier\":\"flex\"}",
                "{\"serviceTier\":{\"type\":1}}",
                "{\"performanceConfig\":[]}",
                "{\"additionalModelRequestFields\":{\"model\":\"other\"}}",
                "{\"additionalModelRequestFields\":{\"fallbacks\":[]}}",
                "{\"additionalModelRequestFields\":{\"\\u006dodel\":\"other\"}}",
                "{\"additionalModelRequestFields\":{\"service_tier\":\"priority\"}}",
                "{\"additionalModelRequestFields\":{\"a\":[{\"b\":\"arn:aws:bedrock:us-east-1::foundation-model/x\"}]}}",
                "{\"additionalModelRequestFields\":\"arn:aws:s3:::x\"}",
                "{\"toolConfig\":{\"tools\":[{\"systemTool\":{}}]}}",
                "{\"toolConfig\":{\"tools\":[{\"systemTool\":{\"name\":\"a*\"}}]}}",
                "{\"toolConfig\":{\"tools\":[1]}}",
            })
    void whatCannotBeDecidedOnIs400(String body) {
        assertThat(Calls.refusal(Calls.post(MODEL + "/converse", body)).kind()).isEqualTo(RefusalKind.VALIDATION);
    }

    @Test
    void ordinaryFieldsOfModelsPass() {
        BedrockCall call = converse(
                "{\"additionalModelRequestFields\":{\"top_k\":5,\"thinking\":{\"type\":\"enabled\",\"model\":1}},"
                        + "\"guardrailConfig\":{\"trace\":\"enabled\"},"
                        + "\"toolConfig\":{\"toolChoice\":{\"auto\":{}},\"tools\":[{\"toolSpec\":{\"name\":\"t\"}}]}}");

        assertThat(call.conditions()).isEqualTo(BedrockCall.Conditions.NONE);
        assertThat(call.resources()).hasSize(1);
    }

    @Test
    void tierAndLatencyAreReadFromTheBody() {
        BedrockCall call = converse(
                "{\"serviceTier\":{\"x\":1,\"type\":\"priority\"},\"performanceConfig\":{\"latency\":\"optimized\"}}");

        assertThat(call.conditions()).isEqualTo(new BedrockCall.Conditions(null, "priority", "optimized"));
    }

    @Test
    void aServerSideToolMustBeAllowed() {
        BedrockCall call = converse(
                "{\"toolConfig\":{\"tools\":[{\"toolSpec\":{}},{\"systemTool\":{\"name\":\"nova_grounding\"}}]}}");

        assertThat(call.resources().getLast())
                .isEqualTo(ResourceUse.direct(
                        "bedrock:InvokeTool",
                        "arn:aws:bedrock::" + Calls.ACCOUNT_ID + ":system-tool/nova_grounding",
                        "us-east-1"));
    }

    @Test
    void aLargeImageIsScannedWithoutBeingCopied() {
        byte[] image = new byte[24_000_000];
        java.util.Arrays.fill(image, (byte) 'A');
        String text = "{\"messages\":[{\"content\":[{\"image\":{\"source\":{\"bytes\":\""
                + new String(image, StandardCharsets.US_ASCII) + "\"}}}]}]}";
        Buffer body = Buffer.buffer(text);
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();

        long before = threads.getThreadAllocatedBytes(Thread.currentThread().threadId());
        BodyReading reading = BodyReader.read(Operation.CONVERSE, body);
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().threadId()) - before;

        assertThat(reading).isInstanceOf(BodyFacts.class);
        assertThat(allocated).isLessThan(1_000_000);
    }
}
