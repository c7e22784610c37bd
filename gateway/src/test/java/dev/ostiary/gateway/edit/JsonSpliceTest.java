package dev.ostiary.gateway.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.policy.document.PolicyReader;
import dev.ostiary.policy.document.PolicyReading;
import dev.ostiary.policy.document.PolicyWriter;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.PolicyKind;
import dev.ostiary.policy.remedy.PolicyEdit;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class JsonSpliceTest {
    private static final String ARN = "arn:aws:bedrock:us-east-1::foundation-model/";
    private static final String PROFILE = "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.v.m";
    private static final String BOTH = "\"Action\":[\"bedrock:InvokeModel\",\"bedrock:InvokeModelWithResponseStream\"]";

    private static String edited(String text, UnaryOperator<PolicyDocument> edit) {
        PolicyDocument before = read(text);
        PolicyDocument after = edit.apply(before);
        String result = JsonSplice.write(text, before, after);
        assertThat(PolicyWriter.writeCompact(read(result))).isEqualTo(PolicyWriter.writeCompact(after));
        return result;
    }

    private static PolicyDocument read(String text) {
        return switch (PolicyReader.read(text, PolicyKind.IDENTITY)) {
            case PolicyReading.Accepted accepted -> accepted.document();
            case PolicyReading.Rejected rejected -> throw new AssertionError(rejected.problems() + text);
        };
    }

    private static UnaryOperator<PolicyDocument> model(String id) {
        return document -> PolicyEdit.allowModel(document, ARN + id);
    }

    @Test
    void aResourceInOneLineGrowsInThatLine() {
        String text = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\"," + BOTH + ",\"Resource\":[\""
                + ARN + "v.a\", \"" + ARN + "v.b\"] } ] }";

        assertThat(edited(text, model("v.c"))).isEqualTo(text.replace("v.b\"", "v.b\", \"" + ARN + "v.c\""));
    }

    @Test
    void aSingleResourceBecomesAList() {
        String text = "{\"Version\":\"2012-10-17\",\n \"Statement\":[{\"Effect\":\"Allow\"," + BOTH
                + ",\"Resource\": \"" + ARN + "v.a\"}]}";

        assertThat(edited(text, model("v.c")))
                .isEqualTo(text.replace("\"" + ARN + "v.a\"", "[\"" + ARN + "v.a\", \"" + ARN + "v.c\"]"));
    }

    @Test
    void aSingleResourceInALineOfItsOwnBecomesLines() {
        String text = "{\"Version\":\"2012-10-17\",\"Statement\":[{\n  \"Effect\":\"Allow\",\n  " + BOTH
                + ",\n  \"Resource\": \"" + ARN + "v.a\"\n}]}";

        assertThat(edited(text, model("v.c")))
                .endsWith("  \"Resource\": [\n    \"" + ARN + "v.a\",\n    \"" + ARN + "v.c\"\n  ]\n}]}");
    }

    @Test
    void newStatementsFollowTheLastOneInItsIndentation() {
        String text =
                "{\n\t\"Version\": \"2012-10-17\",\n\t\"Statement\": [\n\t\t{\"Sid\": \"A\", \"Effect\": \"Deny\", \"Action\": \"bedrock:*\","
                        + " \"Resource\": \"arn:aws:s3:::a}{b\"}\n\t]\n}\n";

        String result = edited(text, document -> PolicyEdit.allowProfile(document, PROFILE, List.of(ARN + "v.m")));

        assertThat(result).startsWith(text.substring(0, text.indexOf("\n\t]"))).endsWith("\n\t]\n}\n");
        assertThat(result).contains(",\n\t\t{\n\t\t  \"Effect\": \"Allow\"");
    }

    @Test
    void whatCannotBeSplicedIsWrittenAnew() {
        String single =
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"bedrock:*\",\"Resource\":\"*\"}}";

        assertThat(edited(single, model("v.a"))).contains("\n  \"Statement\": [\n");
        assertThat(edited(single.replace("{\"Effect", "[{\"Effect").replace("}}", "}]}"), model("v.a")))
                .contains("\n  \"Statement\": [\n");
    }
}
