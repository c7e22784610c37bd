package dev.ostiary.policy.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.policy.json.PolicyProblem;
import dev.ostiary.policy.policy.PolicyKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyReaderTest {
    private static final String MODEL = "arn:aws:bedrock:us-east-1::foundation-model/x.y-v1:0";

    @Test
    void aWrongOperatorIsNamedWithPlaceAndFix() {
        List<PolicyProblem> problems = problems("""
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Effect": "Allow",
                      "Action": "bedrock:InvokeModel",
                      "Resource": "*",
                      "Condition": { "StringEqual": { "aws:PrincipalTag/team": "a" } }
                    }
                  ]
                }
                """);

        assertThat(problems)
                .singleElement()
                .isEqualTo(new PolicyProblem(
                        "INVALID_CONDITION_OPERATOR",
                        "unknown condition operator `StringEqual`, did you mean `StringEquals`?",
                        "/Statement/0/Condition/StringEqual",
                        8,
                        22,
                        "write `StringEquals`"));
    }

    @Test
    void everythingWrongIsReportedInOneGo() {
        List<PolicyProblem> problems = problems(
                "{\"Statement\":[{\"Effect\":\"allow\",\"Action\":\"Invoke\",\"Resource\":\"x\"}],\"Versoin\":\"2012-10-17\"}");

        assertThat(problems)
                .extracting(PolicyProblem::code)
                .containsExactly("INVALID_POLICY_ELEMENT", "MISSING_VERSION", "INVALID_EFFECT");
        assertThat(problems.getFirst().message()).contains("did you mean `Version`?");
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] latin1 =
                document("bedrock:*", "*").replace("bedrock", "b\u00e9drock").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(PolicyReader.read(latin1, PolicyKind.IDENTITY)).isInstanceOf(PolicyReading.Rejected.class);
    }

    @ParameterizedTest
    @CsvSource({
        "bed*:X, *, PL_WILDCARD_IN_SERVICE",
        "InvokeModel, *, INVALID_ACTION_NO_VENDOR",
        "a:b:c, *, INVALID_ACTION_TWO_COLONS",
        "bedrock:*, model, INVALID_ARN_PREFIX",
        "bedrock:*, arn:aws, INVALID_SERVICE",
        "bedrock:*, arn:aws:s3::x, MISSING_ARN_FIELD",
        "bedrock:*, arn:aws:::x:y, MISSING_ARN_FIELD",
        "bedrock:*, arn:amazon:bedrock:us-east-1::x, INVALID_PARTITION",
        "bedrock:*, 'arn:aws:bedrock:us-east-1:1:x/${aws:a', MISSING_BRACE_IN_VARIABLE"
    })
    void aWrongActionOrResourceIsRefused(String action, String resource, String code) {
        assertThat(problems(document(action, resource)))
                .extracting(PolicyProblem::code)
                .containsExactly(code);
    }

    @Test
    void aStoredDocumentIsNotReadWithoutADenyOfWrongCase() {
        String text = "{\"Version\":\"2012-10-17\",\"Statement\":["
                + "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"},"
                + "{\"Effect\":\"deny\",\"Action\":\"*\",\"Resource\":\"*\"}]}";

        assertThat(PolicyReader.readStored(text, PolicyKind.IDENTITY)).isInstanceOf(PolicyReading.Rejected.class);
        assertThat(PolicyReader.readStored(text.replace("deny", "Deny"), PolicyKind.IDENTITY))
                .isInstanceOf(PolicyReading.Accepted.class);
    }

    @Test
    void boundsOfSizeHoldExactly() {
        String statement = "{\"Effect\":\"Allow\",\"Action\":\"bedrock:InvokeModel\",\"Resource\":\"" + MODEL + "\"},";
        String hundred = "{\"Version\":\"2012-10-17\",\"Statement\":[" + statement.repeat(100) + "]}";
        String accepted = hundred.replace(",]", "]");
        String refused = accepted.replace("[{", "[" + statement + "{");

        assertThat(problems(accepted)).isEmpty();
        assertThat(problems(refused)).extracting(PolicyProblem::code).containsExactly("POLICY_TOO_LARGE");
    }

    @Test
    void deepNestingIsRefusedWithoutAnException() {
        String deep = "{\"Statement\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";

        assertThat(problems(deep)).extracting(PolicyProblem::code).contains("JSON_SYNTAX_ERROR");
    }

    @Test
    void anUnfinishedDocumentIsToldWithoutTheParsersInside() {
        assertThat(problems("{"))
                .extracting(PolicyProblem::message)
                .containsExactly("not valid JSON: Unexpected end-of-input: expected close marker for Object");
    }

    private static String document(String action, String resource) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"%s\"}}"
                .formatted(action, resource);
    }

    private static List<PolicyProblem> problems(String text) {
        return switch (PolicyReader.read(text, PolicyKind.IDENTITY)) {
            case PolicyReading.Accepted ignored -> List.of();
            case PolicyReading.Rejected rejected -> rejected.problems();
        };
    }
}
