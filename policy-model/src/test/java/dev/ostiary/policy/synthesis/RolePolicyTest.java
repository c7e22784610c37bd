package dev.ostiary.policy.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.policy.compare.AccessComparer;
import dev.ostiary.policy.document.PolicyReader;
import dev.ostiary.policy.document.PolicyReading;
import dev.ostiary.policy.document.PolicyWriter;
import dev.ostiary.policy.policy.PatternList;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.PolicyKind;
import dev.ostiary.policy.policy.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RolePolicyTest {
    private static final AccessComparer COMPARER = new AccessComparer();
    private static final String MODEL = "arn:aws:bedrock:us-east-1::foundation-model/v.m-%s";

    @Test
    void everyAppFitsInTheRole() {
        List<List<PolicyDocument>> apps = List.of(
                List.of(document(allow(MODEL.formatted("1")))),
                List.of(document(allow(MODEL.formatted("2")) + "," + deny(MODEL.formatted("1")))),
                List.of(document(allow(MODEL.formatted("*")))));

        RolePolicy role = RolePolicy.of(apps, key -> true, COMPARER);

        assertThat(role.uncovered()).isEmpty();
        assertThat(role.lostDenies()).isEqualTo(1);
        assertThat(role.documents()).hasSize(1);
        assertThat(role.documents().getFirst().statements())
                .extracting(Statement::resources)
                .allSatisfy(resources -> assertThat(resources)
                        .isNotNull()
                        .extracting(PatternList::texts)
                        .isEqualTo(List.of(MODEL.formatted("*"))));
    }

    @Test
    void aDenyThatEveryAppHasStays() {
        List<List<PolicyDocument>> apps = List.of(
                List.of(document(allow(MODEL.formatted("1")) + "," + deny(MODEL.formatted("9")))),
                List.of(document(allow(MODEL.formatted("2")) + "," + deny(MODEL.formatted("9")))));

        RolePolicy role = RolePolicy.of(apps, key -> true, COMPARER);

        assertThat(role.lostDenies()).isZero();
        assertThat(role.documents().getFirst().statements()).hasSize(2);
        assertThat(role.uncovered()).isEmpty();
    }

    @Test
    void conditionsThatAwsCannotCheckAreReported() {
        String conditional = allow(MODEL.formatted("1"))
                .replaceFirst(
                        "}$",
                        ",\"Condition\":{\"StringEquals\":{\"token:team\":\"a\",\"aws:RequestedRegion\":\"us-east-1\"}}}");

        RolePolicy role =
                RolePolicy.of(List.of(List.of(document(conditional))), key -> !key.startsWith("token:"), COMPARER);

        assertThat(role.lostConditions()).containsExactly("token:team");
        assertThat(PolicyWriter.writeCompact(role.documents().getFirst()))
                .contains("aws:RequestedRegion")
                .doesNotContain("token:team");
        assertThat(role.uncovered()).isEmpty();
    }

    @Test
    void manyStatementsAreSplitByTheQuota() {
        List<List<PolicyDocument>> apps = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String only = allow(MODEL.formatted(i))
                    .replaceFirst(
                            "}$",
                            ",\"Condition\":{\"StringEquals\":{\"bedrock:GuardrailIdentifier\":\"arn:aws:bedrock:us-east-1:111122223333:guardrail/g"
                                    + i + ":1\"}}}");
            apps.add(List.of(document(only)));
        }

        RolePolicy role = RolePolicy.of(apps, key -> true, COMPARER);

        assertThat(role.documents()).hasSizeBetween(2, 10);
        assertThat(role.documents())
                .allSatisfy(document ->
                        assertThat(PolicyWriter.writeCompact(document)).hasSizeLessThanOrEqualTo(6_143));
        assertThat(role.uncovered()).isEmpty();
    }

    private static String allow(String resource) {
        return "{\"Effect\":\"Allow\",\"Action\":\"bedrock:InvokeModel\",\"Resource\":\"" + resource + "\"}";
    }

    private static String deny(String resource) {
        return allow(resource).replace("Allow", "Deny");
    }

    private static PolicyDocument document(String statements) {
        String text = "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}";
        return switch (PolicyReader.read(text, PolicyKind.IDENTITY)) {
            case PolicyReading.Accepted accepted -> accepted.document();
            case PolicyReading.Rejected rejected -> throw new AssertionError(rejected.problems());
        };
    }
}
