package dev.ostiary.gateway.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.model.ResourceUse;
import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.refusal.RefusalKind;
import dev.ostiary.gateway.route.Route;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderRulesTest {
    private static final String INVOKE = "/model/amazon.nova-micro-v1:0/invoke";
    private static final String STREAM = "/model/amazon.nova-micro-v1:0/invoke-with-response-stream";
    private static final String CONVERSE = "/model/amazon.nova-micro-v1:0/converse";
    private static final String APP = "{\"ostiary:app\":\"translator\"}";

    private static RefusalKind refused(String target, String... headers) {
        return Calls.refusal(Calls.post(target, "{}", headers)).kind();
    }

    private static List<Map.Entry<String, String>> forwarded(String target, String... headers) {
        return Calls.call(Calls.post(target, "{}", headers)).outbound().headers();
    }

    @Test
    void onlyTheKnownHeadersGoUpstream() {
        assertThat(forwarded(
                        STREAM,
                        "authorization",
                        "Bearer x",
                        "cookie",
                        "a=b",
                        "x-forwarded-for",
                        "1.2.3.4",
                        "x-amz-date",
                        "20260101T000000Z",
                        "x-amz-security-token",
                        "t",
                        "X-Amzn-Bedrock-RoleArn",
                        "arn:aws:iam::1:role/x",
                        "X-Amzn-Bedrock-ModelId",
                        "other",
                        "connection",
                        "x-amzn-bedrock-trace",
                        "host",
                        "evil.example",
                        "content-length",
                        "2",
                        "content-type",
                        "application/json",
                        "accept",
                        "*/*",
                        "x-amzn-bedrock-accept",
                        "application/json",
                        "x-amzn-bedrock-trace",
                        "ENABLED",
                        "x-amzn-bedrock-guardrailidentifier",
                        "abc123",
                        "x-amzn-bedrock-guardrailversion",
                        "2",
                        "x-amzn-bedrock-performanceconfig-latency",
                        "optimized",
                        "x-amzn-bedrock-service-tier",
                        "flex"))
                .containsExactly(
                        Map.entry("Content-Type", "application/json"),
                        Map.entry("Accept", "*/*"),
                        Map.entry("X-Amzn-Bedrock-Accept", "application/json"),
                        Map.entry("X-Amzn-Bedrock-Trace", "ENABLED"),
                        Map.entry("X-Amzn-Bedrock-GuardrailIdentifier", "abc123"),
                        Map.entry("X-Amzn-Bedrock-GuardrailVersion", "2"),
                        Map.entry("X-Amzn-Bedrock-PerformanceConfig-Latency", "optimized"),
                        Map.entry("X-Amzn-Bedrock-Service-Tier", "flex"),
                        Map.entry("X-Amzn-Bedrock-Request-Metadata", APP));
    }

    @Test
    void nothingIsInventedWhenAbsent() {
        assertThat(forwarded(CONVERSE)).isEmpty();
        assertThat(forwarded(INVOKE)).containsExactly(Map.entry("X-Amzn-Bedrock-Request-Metadata", APP));
    }

    @Test
    void converseTakesNoBedrockHeaders() {
        assertThat(forwarded(
                        CONVERSE,
                        "x-amzn-bedrock-service-tier",
                        "priority",
                        "x-amzn-bedrock-trace",
                        "ENABLED",
                        "x-amzn-bedrock-accept",
                        "a/b",
                        "accept",
                        "application/json"))
                .containsExactly(Map.entry("Accept", "application/json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type",
                "Accept",
                "X-Amzn-Bedrock-Accept",
                "X-Amzn-Bedrock-Trace",
                "X-Amzn-Bedrock-GuardrailIdentifier",
                "X-Amzn-Bedrock-GuardrailVersion",
                "X-Amzn-Bedrock-PerformanceConfig-Latency",
                "X-Amzn-Bedrock-Service-Tier",
                "X-Amzn-Bedrock-Request-Metadata",
            })
    void aDuplicateOrOddValueOfAnyForwardedHeaderIs400(String name) {
        assertThat(refused(STREAM, name, "1", name.toLowerCase(java.util.Locale.ROOT), "1"))
                .isEqualTo(RefusalKind.VALIDATION);
        assertThat(refused(STREAM, name, "", name, "1")).isEqualTo(RefusalKind.VALIDATION);
        assertThat(refused(STREAM, name, "a\u0000b")).isEqualTo(RefusalKind.VALIDATION);
        assertThat(refused(STREAM, name, "a\r\nX-Evil: 1")).isEqualTo(RefusalKind.VALIDATION);
        assertThat(refused(STREAM, name, "caf\u00e9")).isEqualTo(RefusalKind.VALIDATION);
        if (name.startsWith("X-Amzn-") && !name.contains("Guardrail")) {
            assertThat(refused(STREAM, name, "")).isEqualTo(RefusalKind.VALIDATION);
        }
        assertThat(refused(STREAM, name, "", name, "")).isEqualTo(RefusalKind.VALIDATION);
    }

    @Test
    void anEmptyGuardrailIsNone() {
        BedrockCall call = Calls.call(Calls.post(
                INVOKE, "{}", "X-Amzn-Bedrock-GuardrailIdentifier", "", "X-Amzn-Bedrock-GuardrailVersion", ""));

        assertThat(call.conditions().guardrail()).isNull();
        assertThat(call.resources()).noneMatch(use -> use.action().equals("bedrock:ApplyGuardrail"));
        assertThat(call.outbound().headers()).containsExactly(Map.entry("X-Amzn-Bedrock-Request-Metadata", APP));
        assertThat(forwarded(INVOKE, "X-Amzn-Bedrock-GuardrailIdentifier", ""))
                .containsExactly(Map.entry("X-Amzn-Bedrock-Request-Metadata", APP));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Amzn-Bedrock-GuardrailIdentifier", "X-Amzn-Bedrock-GuardrailVersion"})
    void guardrailHeadersOnConverseAre400(String name) {
        assertThat(refused(CONVERSE, name, "1")).isEqualTo(RefusalKind.VALIDATION);
        assertThat(refused(CONVERSE, name, "")).isEqualTo(RefusalKind.VALIDATION);
        assertThat(refused("/model/amazon.nova-micro-v1:0/converse-stream", name, "1"))
                .isEqualTo(RefusalKind.VALIDATION);
    }

    @ParameterizedTest
    @CsvSource({
        "abc123, 1, guardrail/abc123, guardrail/abc123:1",
        "abc123, DRAFT, guardrail/abc123, guardrail/abc123",
        "arn:aws:bedrock:us-east-1:111122223333:guardrail/abc123, 12345678, guardrail/abc123, guardrail/abc123:12345678",
    })
    void aGuardrailIsAuthorizedAndPutIntoTheContext(String id, String version, String resource, String condition) {
        BedrockCall call = Calls.call(Calls.post(
                INVOKE, "{}", "X-Amzn-Bedrock-GuardrailIdentifier", id, "X-Amzn-Bedrock-GuardrailVersion", version));

        assertThat(call.resources().getLast())
                .isEqualTo(ResourceUse.direct("bedrock:ApplyGuardrail", Calls.OWN + resource, "us-east-1"));
        assertThat(call.conditions().guardrail()).isEqualTo(Calls.OWN + condition);
    }

    @ParameterizedTest
    @CsvSource({
        "abc123, 0",
        "abc123, 01",
        "abc123, draft",
        "abc123, 123456789",
        "ABC, 1",
        "a/b, 1",
        "arn:aws:bedrock:us-east-1:111122223333:guardrail/, 1",
        "arn:aws:bedrock:us-east-1:111122223333:prompt/abc, 1",
        "arn:aws:bedrock:us-east-1:111122223333:guardrail-profile/us.guardrail.v1:0, 1",
    })
    void aMalformedGuardrailIs400(String id, String version) {
        assertThat(refused(
                        INVOKE, "X-Amzn-Bedrock-GuardrailIdentifier", id, "X-Amzn-Bedrock-GuardrailVersion", version))
                .isEqualTo(RefusalKind.VALIDATION);
    }

    @Test
    void halfAGuardrailIs400() {
        assertThat(refused(INVOKE, "X-Amzn-Bedrock-GuardrailIdentifier", "abc")).isEqualTo(RefusalKind.VALIDATION);
        assertThat(refused(INVOKE, "X-Amzn-Bedrock-GuardrailVersion", "1")).isEqualTo(RefusalKind.VALIDATION);
        assertThat(refused(INVOKE, "X-Amzn-Bedrock-GuardrailIdentifier", "", "X-Amzn-Bedrock-GuardrailVersion", "1"))
                .isEqualTo(RefusalKind.VALIDATION);
        assertThat(refused(INVOKE, "X-Amzn-Bedrock-GuardrailIdentifier", "abc", "X-Amzn-Bedrock-GuardrailVersion", ""))
                .isEqualTo(RefusalKind.VALIDATION);
    }

    @Test
    void aGuardrailOfAnotherAccountIsDenied() {
        var refusal = Calls.refusal(Calls.post(
                INVOKE,
                "{}",
                "X-Amzn-Bedrock-GuardrailIdentifier",
                "arn:aws:bedrock:us-east-1:999999999999:guardrail/abc",
                "X-Amzn-Bedrock-GuardrailVersion",
                "1"));

        assertThat(refusal.deniedBy()).isEqualTo(DeniedBy.POLICY);
        assertThat(refusal.sentence()).contains("bedrock:ApplyGuardrail on resource: arn:aws:bedrock:us-east-1:999");
    }

    @Test
    void theTierIsReadFromTheHeaderOfInvocationsAndUnknownOnesPass() {
        BedrockCall call = Calls.call(Calls.post(
                INVOKE,
                "{}",
                "X-Amzn-Bedrock-Service-Tier",
                "brand-new",
                "X-Amzn-Bedrock-PerformanceConfig-Latency",
                "optimized"));

        assertThat(call.conditions()).isEqualTo(new BedrockCall.Conditions(null, "brand-new", "optimized"));
    }

    @Test
    void anEncodedBodyIs415() {
        assertThat(refused(INVOKE, "Content-Encoding", "gzip")).isEqualTo(RefusalKind.UNSUPPORTED_ENCODING);
        assertThat(refused(INVOKE, "Content-Encoding", "identity, gzip")).isEqualTo(RefusalKind.UNSUPPORTED_ENCODING);
        assertThat(refused(INVOKE, "Content-Encoding", "identity", "Content-Encoding", "gzip"))
                .isEqualTo(RefusalKind.UNSUPPORTED_ENCODING);
        assertThat(Calls.post(INVOKE, "{}", "Content-Encoding", "Identity")).isInstanceOf(BedrockCall.class);
    }

    @Test
    void aBodyIsBoundedOnTheDotDeclaredOrNot() {
        CallReader reader = new CallReader(10, false, () -> "random");
        Route route = Calls.route("POST", INVOKE);

        assertThat(Calls.read(reader, Calls.app(), route, Calls.headers("Content-Length", "10"), "0123456789"))
                .isInstanceOf(BedrockCall.class);
        assertThat(Calls.refusal(Calls.read(reader, Calls.app(), route, Calls.headers(), "0123456789a"))
                        .kind())
                .isEqualTo(RefusalKind.BODY_TOO_LARGE);
        assertThat(reader.begin(route, Calls.headers("Content-Length", "11"), Calls.app(), Calls.ACCOUNT))
                .isInstanceOf(Beginning.Refused.class);
        assertThat(reader.begin(
                        route, Calls.headers("Content-Length", "99999999999999999999"), Calls.app(), Calls.ACCOUNT))
                .isInstanceOf(Beginning.Refused.class);
    }

    @Test
    void theOrderOfRefusalsIsTheContracts() {
        String unknownModel = "/model/unknown.model/converse";

        assertThat(refused("/region/xx/model/a%20b/converse", "Content-Encoding", "gzip"))
                .isEqualTo(RefusalKind.VALIDATION);
        assertThat(refused(unknownModel, "Content-Encoding", "gzip")).isEqualTo(RefusalKind.UNSUPPORTED_ENCODING);
        assertThat(Calls.refusal(Calls.post(unknownModel, "not json")).kind()).isEqualTo(RefusalKind.VALIDATION);
        assertThat(refused(unknownModel)).isEqualTo(RefusalKind.ACCESS_DENIED);
    }
}
