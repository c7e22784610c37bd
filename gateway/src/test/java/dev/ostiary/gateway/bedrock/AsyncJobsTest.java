package dev.ostiary.gateway.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.model.ResourceUse;
import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.refusal.RefusalKind;
import dev.ostiary.gateway.route.PercentEncoding;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsyncJobsTest {
    private static final String ARN = Calls.OWN + "async-invoke/abcdefghijkl";

    private static String start(String body) {
        return Calls.call(Calls.post("/async-invoke", body)).outbound().body().toString();
    }

    private static String own(String answer) {
        return String.valueOf(AsyncJobs.own("translator", Buffer.buffer(answer)));
    }

    private static String ownOnly(String answer) {
        return String.valueOf(AsyncJobs.ownOnly("translator", Buffer.buffer(answer)));
    }

    @Test
    void theModelOfTheBodyIsAuthorized() {
        BedrockCall call =
                Calls.call(Calls.post("/async-invoke", "{\"modelId\":\"amazon.nova-reel-v1:1\",\"modelInput\":{}}"));

        assertThat(call.resources())
                .containsExactly(ResourceUse.direct(
                        "bedrock:InvokeModel",
                        "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-reel-v1:1",
                        "us-east-1"));
        assertThat(call.labels().series()).isEqualTo("amazon.nova-reel-v1:1");
    }

    @Test
    void theCallersTokenIsPrefixedAndNothingElseChanges() {
        assertThat(start("{ \"modelInput\":{\"clientRequestToken\":\"inner\"}, \"clientRequestToken\" : \"t-1\" ,"
                        + "\"modelId\":\"amazon.nova-reel-v1:1\"}\n"))
                .isEqualTo("{ \"modelInput\":{\"clientRequestToken\":\"inner\"}, \"clientRequestToken\" :"
                        + " \"ostiary.translator.t-1\" ,\"modelId\":\"amazon.nova-reel-v1:1\"}\n");
    }

    @Test
    void quotesAndBackslashesOfATokenStayWhatTheyAre() {
        String written = "\\\"\\\\!~\\u0022\\/";
        String ours = "\\\"\\\\!~\\\"/";

        assertThat(start("{\"modelId\":\"amazon.nova-reel-v1:1\",\"clientRequestToken\":\"" + written + "\"}"))
                .isEqualTo("{\"modelId\":\"amazon.nova-reel-v1:1\",\"clientRequestToken\":\"ostiary.translator." + ours
                        + "\"}");
        assertThat(own("{\"clientRequestToken\":\"ostiary.translator." + written + "\"}"))
                .isEqualTo("{\"clientRequestToken\":\"" + ours + "\"}");
        assertThat(ownOnly("{\"asyncInvokeSummaries\":[{\"clientRequestToken\":\"ostiary.translator." + written
                        + "\"},{\"clientRequestToken\":\"ostiary.other.\\\"\"}]}"))
                .isEqualTo("{\"asyncInvokeSummaries\":[{\"clientRequestToken\":\"" + ours + "\"}]}");
    }

    @Test
    void aQuoteInATokenIsOneCharacterOfItsBound() {
        int room = 256 - "ostiary.translator.".length();
        String body = "{\"modelId\":\"amazon.nova-reel-v1:1\",\"clientRequestToken\":\"%s\"}";

        assertThat(Calls.post("/async-invoke", body.formatted("\\\"".repeat(room))))
                .isInstanceOf(BedrockCall.class);
        assertThat(Calls.refusal(Calls.post("/async-invoke", body.formatted("\\\"".repeat(room + 1))))
                        .kind())
                .isEqualTo(RefusalKind.VALIDATION);
    }

    @Test
    void aMissingTokenIsMadeUp() {
        assertThat(start("{\"modelId\":\"amazon.nova-reel-v1:1\"}"))
                .isEqualTo("{\"clientRequestToken\":\"ostiary.translator.random\","
                        + "\"modelId\":\"amazon.nova-reel-v1:1\"}");
    }

    @Test
    void theTokenIsBoundedOnTheDot() {
        int room = 256 - "ostiary.translator.".length();
        String body = "{\"modelId\":\"amazon.nova-reel-v1:1\",\"clientRequestToken\":\"%s\"}";

        assertThat(Calls.post("/async-invoke", body.formatted("a".repeat(room))))
                .isInstanceOf(BedrockCall.class);
        assertThat(Calls.refusal(Calls.post("/async-invoke", body.formatted("a".repeat(room + 1))))
                        .kind())
                .isEqualTo(RefusalKind.VALIDATION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"modelId\":1}",
                "{\"modelId\":\"\"}",
                "{\"modelId\":\"a b\"}",
                "{\"modelId\":\"amazon.nova-reel-v1:1\",\"clientRequestToken\":\"\"}",
                "{\"modelId\":\"amazon.nova-reel-v1:1\",\"clientRequestToken\":\"a b\"}",
                "{\"modelId\":\"amazon.nova-reel-v1:1\",\"clientRequestToken\":\"a\u007f\"}",
                "{\"modelId\":\"amazon.nova-reel-v1:1\",\"clientRequestToken\":\"caf\u00e9\"}",
                "{\"modelId\":\"amazon.nova-reel-v1:1\",\"clientRequestToken\":\"a\\u0000\"}",
                "{\"modelId\":\"amazon.nova-reel-v1:1\",\"clientRequestToken\":null}",
                "{\"modelId\":\"amazon.nova-reel-v1:1\",\"modelId\":\"other\"}",
            })
    void anAsyncBodyThatNamesNoModelOrAnOddTokenIs400(String body) {
        assertThat(Calls.refusal(Calls.post("/async-invoke", body)).kind()).isEqualTo(RefusalKind.VALIDATION);
    }

    @Test
    void anUnknownModelOfTheBodyIsDeniedLikeOneOfThePath() {
        assertThat(Calls.post("/async-invoke", "{\"modelId\":\"unknown.model\"}"))
                .isInstanceOfSatisfying(
                        Completion.UnknownModel.class,
                        unknown -> assertThat(unknown.modelId()).isEqualTo("unknown.model"));
    }

    @Test
    void getNeedsTheArnOfAnInvocation() {
        BedrockCall call = Calls.call(Calls.get("/async-invoke/" + PercentEncoding.encode(ARN)));

        assertThat(call.resources()).containsExactly(ResourceUse.direct("bedrock:GetAsyncInvoke", ARN, "us-east-1"));
        assertThat(call.outbound().encodedPath()).isEqualTo("/async-invoke/" + PercentEncoding.encode(ARN));
        assertThat(Calls.refusal(Calls.get("/async-invoke/abcdefghijkl")).kind())
                .isEqualTo(RefusalKind.VALIDATION);
        assertThat(Calls.refusal(Calls.get("/async-invoke/" + PercentEncoding.encode(Calls.OWN + "prompt/a")))
                        .kind())
                .isEqualTo(RefusalKind.VALIDATION);
        assertThat(Calls.refusal(Calls.get("/async-invoke/"
                                + PercentEncoding.encode("arn:aws:bedrock:us-east-1:999999999999:async-invoke/a")))
                        .deniedBy())
                .isEqualTo(DeniedBy.POLICY);
    }

    @Test
    void listForwardsItsOwnQueryOnly() {
        BedrockCall call = Calls.call(
                Calls.get("/async-invoke?statusEquals=Completed&x=y&submitTimeAfter=2026-01-01T00%3A00%3A00Z"));

        assertThat(call.outbound().encodedQuery())
                .isEqualTo("statusEquals=Completed&submitTimeAfter=2026-01-01T00%3A00%3A00Z");
        assertThat(call.resources()).containsExactly(ResourceUse.direct("bedrock:ListAsyncInvokes", "*", "us-east-1"));
        assertThat(Calls.refusal(Calls.get("/async-invoke?maxResults=1001")).kind())
                .isEqualTo(RefusalKind.VALIDATION);
    }

    @Test
    void anOwnJobShowsTheCallersToken() {
        assertThat(own("{\"invocationArn\":\"a\", \"clientRequestToken\" : \"ostiary.translator.t-1\",\"x\":{}}"))
                .isEqualTo("{\"invocationArn\":\"a\", \"clientRequestToken\" : \"t-1\",\"x\":{}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"clientRequestToken\":\"ostiary.translator2.t\"}",
                "{\"clientRequestToken\":\"ostiary.translato.t\"}",
                "{\"clientRequestToken\":\"ostiary.translator\"}",
                "{\"clientRequestToken\":\"t\"}",
                "{\"invocationArn\":\"a\"}",
                "{\"x\":{\"clientRequestToken\":\"ostiary.translator.t\"}}",
                "{\"clientRequestToken\":null}",
                "[]",
                "",
                "{\"clientRequestToken\":\"ostiary.translator.t\"",
                "{\"clientRequestToken\":\"ostiary.translator.t\"}x",
            })
    void whatIsNotProvenToBeTheAppsIsHidden(String answer) {
        assertThat(AsyncJobs.own("translator", Buffer.buffer(answer))).isNull();
    }

    @Test
    void aListKeepsTheAppsOwnJobsAndEverythingElse() {
        assertThat(ownOnly("{\"nextToken\":\"n\", \"asyncInvokeSummaries\" : ["
                        + "{\"a\":1,\"clientRequestToken\":\"ostiary.other.t\"},"
                        + " {\"a\":2,\"clientRequestToken\":\"ostiary.translator.t\",\"z\":\"\u00e9\"} ,"
                        + "{\"a\":3},"
                        + "{\"a\":4,\"clientRequestToken\":\"ostiary.translator.u\"}],\"more\":[1]}"))
                .isEqualTo("{\"nextToken\":\"n\", \"asyncInvokeSummaries\" : ["
                        + "{\"a\":2,\"clientRequestToken\":\"t\",\"z\":\"\u00e9\"},"
                        + "{\"a\":4,\"clientRequestToken\":\"u\"}],\"more\":[1]}");
        assertThat(ownOnly("{\"asyncInvokeSummaries\":[]}")).isEqualTo("{\"asyncInvokeSummaries\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"asyncInvokeSummaries\":[{]}", "{\"asyncInvokeSummaries\":[", "{}x"})
    void aListThatCannotBeReadShowsNothing(String answer) {
        assertThat(AsyncJobs.ownOnly("translator", Buffer.buffer(answer))).isNull();
    }

    @Test
    void missingSaysNothingButWhatTheCallerSent() {
        assertThat(AsyncJobs.missing()).isEqualTo(AsyncJobs.missing());
        assertThat(AsyncJobs.missing().kind()).isEqualTo(RefusalKind.NOT_FOUND);
    }
}
