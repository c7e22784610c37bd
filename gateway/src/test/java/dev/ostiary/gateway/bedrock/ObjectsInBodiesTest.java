package dev.ostiary.gateway.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.body.MessageReader;
import dev.ostiary.gateway.model.ResourceUse;
import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.refusal.RefusalKind;
import dev.ostiary.policy.context.RequestContext;
import dev.ostiary.policy.evaluation.AuthorizationPart;
import dev.ostiary.policy.evaluation.Decision;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects in S3 that messages make Bedrock open. */
class ObjectsInBodiesTest {
    private static final String MODEL = "/model/amazon.nova-lite-v1:0/";
    private static final String REPORT = "s3://reports/2026/q3.pdf";

    private static Completion converse(String blocks) {
        return Calls.post(MODEL + "converse", "{\"messages\":[{\"role\":\"user\",\"content\":[" + blocks + "]}]}");
    }

    private static String document(String location) {
        return "{\"document\":{\"format\":\"pdf\",\"name\":\"d\",\"source\":{\"s3Location\":" + location + "}}}";
    }

    private static String documentAt(String uri) {
        return document("{\"uri\":\"" + uri + "\"}");
    }

    private static List<String> objects(Completion completion) {
        return Calls.call(completion).resources().stream()
                .filter(use -> use.action().equals("s3:GetObject"))
                .map(ResourceUse::resource)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"document\":{\"source\":{\"s3Location\":{\"uri\":\"s3://reports/2026/q3.pdf\"}}}}",
                "{\"image\":{\"format\":\"png\",\"source\":{\"s3Location\":{\"uri\":\"s3://reports/2026/q3.pdf\"}}}}",
                "{\"video\":{\"source\":{\"s3Location\":{\"bucketOwner\":\"111122223333\",\"uri\":\"s3://reports/2026/q3.pdf\"}}}}",
                "{\"audio\":{\"source\":{\"s3Location\":{\"uri\":\"s3://reports/2026/q3.pdf\"}}}}",
                "{\"toolResult\":{\"toolUseId\":\"t\",\"content\":[{\"json\":{}},"
                        + "{\"image\":{\"source\":{\"s3Location\":{\"uri\":\"s3://reports/2026/q3.pdf\"}}}}]}}",
                "{\"blockToCome\":[[{\"s3Location\":{\"uri\":\"s3://reports/2026/q3.pdf\"}}]]}",
                "{\"document\":{\"source\":{\"\\u00733Location\":{\"ur\\u0069\":\"s3:\\/\\/reports/2026/q3.pdf\"}}}}",
            })
    void whereverItStandsReadingItMustBeAllowed(String block) {
        assertThat(Calls.call(converse(block)).resources().getLast())
                .isEqualTo(ResourceUse.direct("s3:GetObject", "arn:aws:s3:::reports/2026/q3.pdf", "us-east-1"));
    }

    @Test
    void streamsAndTheSystemPromptAndCountingAreTheSame() {
        String content = "\"content\":[" + documentAt(REPORT) + "]";
        String messages = "\"messages\":[{" + content + "}]";

        assertThat(objects(Calls.post(MODEL + "converse-stream", "{" + messages + "}")))
                .containsExactly("arn:aws:s3:::reports/2026/q3.pdf");
        assertThat(objects(Calls.post(MODEL + "converse", "{\"system\":[" + documentAt(REPORT) + "]}")))
                .containsExactly("arn:aws:s3:::reports/2026/q3.pdf");
        assertThat(objects(Calls.post(MODEL + "count-tokens", "{\"input\":{\"converse\":{" + messages + "}}}")))
                .containsExactly("arn:aws:s3:::reports/2026/q3.pdf");
    }

    @Test
    void eachObjectIsAskedForOnceInTheOrderOfTheBody() {
        Completion completion =
                converse(documentAt(REPORT) + "," + documentAt("s3://b2b/a b(1).txt") + "," + documentAt(REPORT));

        assertThat(objects(completion))
                .containsExactly("arn:aws:s3:::reports/2026/q3.pdf", "arn:aws:s3:::b2b/a b(1).txt");
    }

    @Test
    void whatBelongsToAToolIsDataAndNamesNothing() {
        String toolUse =
                "{\"toolUse\":{\"toolUseId\":\"t\",\"name\":\"copy\",\"input\":{\"s3Location\":\"anything\"}}}";
        String result = "{\"toolResult\":{\"content\":[{\"json\":{\"s3Location\":{\"uri\":1}}}]}}";
        String schema = "\"toolConfig\":{\"tools\":[{\"toolSpec\":{\"name\":\"copy\",\"inputSchema\":{\"json\":"
                + "{\"properties\":{\"s3Location\":{\"type\":\"string\"}}}}}}]}";
        String messages = "\"messages\":[{\"content\":[" + toolUse + "," + result + "]}]," + schema;

        assertThat(objects(Calls.post(MODEL + "converse", "{" + messages + "}")))
                .isEmpty();
        assertThat(objects(Calls.post(MODEL + "count-tokens", "{\"input\":{\"converse\":{" + messages + "}}}")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026/",
                "/",
                "//q3.pdf",
                "2026/../q3.pdf",
                "..",
                "./q3.pdf",
                "caf\u00e9.pdf",
                "\u6771\u4eac/\ud83d\udcc4.pdf",
                "%2e%2e/q3.pdf",
                "q3.pdf?versionId=1",
                "q3.pdf#1",
                "*",
                "$" + "{aws:username}",
                "a:b",
            })
    void aKeyIsDecidedAsItStands(String key) {
        assertThat(objects(converse(documentAt("s3://reports/" + key)))).containsExactly("arn:aws:s3:::reports/" + key);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:s3:::reports/q1.pdf, reports/q*.pdf, false",
        "arn:aws:s3:::reports/q1.pdf, reports/q?.pdf, false",
        "arn:aws:s3:::reports/q*.pdf, reports/q*.pdf, true",
        "arn:aws:s3:::reports/$" + "{aws:PrincipalTag/team}, reports/$" + "{aws:PrincipalTag/team}, false",
        "arn:aws:s3:::reports/public/*, reports/public/../secret.pdf, true",
        "arn:aws:s3:::reports/secret.pdf, reports/public/../secret.pdf, false",
    })
    void wildcardsAndVariablesOfAKeyMeanNothing(String allowed, String object, boolean matches) {
        String resource = objects(converse(documentAt("s3://" + object))).getFirst();
        var environment = RequestContext.builder()
                .with("aws:PrincipalTag/team", "localisation")
                .build();

        var decision = Calls.policies(Calls.allow("s3:GetObject", allowed))
                .decide(new AuthorizationPart("s3:GetObject", resource, environment));

        assertThat(decision instanceof Decision.Allowed).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "reports/2026/q3.pdf",
                "https://reports.s3.amazonaws.com/q3.pdf",
                "S3://reports/q3.pdf",
                "s3:/reports/q3.pdf",
                "s3:///q3.pdf",
                "s3://reports",
                "s3://reports/",
                "s3://re/q3.pdf",
                "s3://Reports/q3.pdf",
                "s3://.reports/q3.pdf",
                "s3://reports-/q3.pdf",
                "s3://re..ports/q3.pdf",
                "s3://re_ports/q3.pdf",
                "s3://reports@evil/q3.pdf",
                "s3://arn:aws:s3:us-east-1:111122223333:accesspoint/q3.pdf",
                "s3://reports/q3\\u0000.pdf",
                "s3://reports/q3\\n.pdf",
                "s3://reports/q3\\u007f.pdf",
                "s3://reports/q3\\u0085.pdf",
                "s3://reports/q3\\ud83d.pdf",
                "s3://reports/\\udcc4q3.pdf",
            })
    void whatNamesNoObjectExactlyIs400(String uri) {
        assertThat(Calls.refusal(converse(documentAt(uri))).kind()).isEqualTo(RefusalKind.VALIDATION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"s3://reports/q3.pdf\"",
                "[]",
                "{}",
                "{\"uri\":1}",
                "{\"uri\":\"s3://reports/q3.pdf\",\"bucketOwner\":1}",
                "{\"uri\":\"s3://reports/q3.pdf\",\"bucketOwner\":\"1111\"}",
                "{\"uri\":\"s3://reports/q3.pdf\",\"uri\":\"s3://reports/q4.pdf\"}",
            })
    void aLocationOfAnotherShapeIs400(String location) {
        assertThat(Calls.refusal(converse(document(location))).kind()).isEqualTo(RefusalKind.VALIDATION);
    }

    @Test
    void lengthsHoldOnTheDot() {
        for (String character : List.of("k", "\u00e9", "\u6771", "\ud83d\udcc4")) {
            int bytes = character.getBytes(StandardCharsets.UTF_8).length;
            String key = character.repeat(1024 / bytes) + "k".repeat(1024 % bytes);

            assertThat(objects(converse(documentAt("s3://abc/" + key)))).hasSize(1);
            assertThat(Calls.refusal(converse(documentAt("s3://abc/" + key + "k")))
                            .kind())
                    .isEqualTo(RefusalKind.VALIDATION);
        }
        assertThat(objects(converse(documentAt("s3://" + "b".repeat(63) + "/k"))))
                .hasSize(1);
        assertThat(Calls.refusal(converse(documentAt("s3://" + "b".repeat(64) + "/k")))
                        .kind())
                .isEqualTo(RefusalKind.VALIDATION);
    }

    @Test
    void theNumberOfObjectsHoldsOnTheDot() {
        assertThat(objects(converse(many(MessageReader.MAX_OBJECTS)))).hasSize(MessageReader.MAX_OBJECTS);
        assertThat(Calls.refusal(converse(many(MessageReader.MAX_OBJECTS + 1))).kind())
                .isEqualTo(RefusalKind.VALIDATION);
    }

    private static String many(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> documentAt("s3://reports/" + i))
                .collect(Collectors.joining(","));
    }

    @Test
    void aBucketOfAnotherAccountIsDenied() {
        Refusal refusal =
                Calls.refusal(converse(document("{\"uri\":\"" + REPORT + "\",\"bucketOwner\":\"999999999999\"}")));

        assertThat(refusal.kind()).isEqualTo(RefusalKind.ACCESS_DENIED);
        assertThat(refusal.deniedBy()).isEqualTo(DeniedBy.POLICY);
        assertThat(refusal.sentence())
                .contains("perform: s3:GetObject on resource: arn:aws:s3:::reports/2026/q3.pdf because");
    }

    @Test
    void nativeBodiesStayOpaque() {
        assertThat(objects(Calls.post(MODEL + "invoke", "{\"s3Location\":{\"uri\":\"" + REPORT + "\"}}")))
                .isEmpty();
        assertThat(objects(Calls.post(
                        "/async-invoke",
                        "{\"modelId\":\"amazon.nova-lite-v1:0\",\"modelInput\":{\"s3Location\":{\"uri\":\"" + REPORT
                                + "\"}},\"outputDataConfig\":{\"s3OutputDataConfig\":{\"s3Uri\":\"s3://b/o\"}}}")))
                .isEmpty();
    }

    @Test
    void additionalFieldsMustNotNameObjects() {
        String body = "{\"additionalModelRequestFields\":{\"a\":[\"S3://reports/q3.pdf\"]}}";

        assertThat(Calls.refusal(Calls.post(MODEL + "converse", body)).kind()).isEqualTo(RefusalKind.VALIDATION);
    }
}
