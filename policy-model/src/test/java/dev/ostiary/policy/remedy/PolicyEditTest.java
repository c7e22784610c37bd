package dev.ostiary.policy.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.policy.compare.AccessComparer;
import dev.ostiary.policy.context.RequestContext;
import dev.ostiary.policy.document.PolicyReader;
import dev.ostiary.policy.document.PolicyReading;
import dev.ostiary.policy.document.PolicyWriter;
import dev.ostiary.policy.evaluation.AuthorizationPart;
import dev.ostiary.policy.evaluation.PolicySet;
import dev.ostiary.policy.facts.LintFacts;
import dev.ostiary.policy.facts.ModelFact;
import dev.ostiary.policy.lint.Linter;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.PolicyKind;
import dev.ostiary.policy.rule.Finding;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyEditTest {
    private static final Linter LINTER = new Linter();
    private static final String HAIKU = "anthropic.claude-3-haiku-20240307-v1:0";
    private static final String ARN = "arn:aws:bedrock:us-east-1::foundation-model/";
    private static final LintFacts FACTS =
            new LintFacts(true, Map.of(HAIKU, new ModelFact(HAIKU, false, null)), Map.of(), null, false, false);

    @Test
    void mechanicalFixesRemoveTheirFindings() {
        String text = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                + "\"Action\":[\"bedrock:Converse\",\"bedrock:converse\"],\"Resource\":\"" + ARN
                + "anthropic.claude-3-haiku-20240307-v1\"}]}";

        String once = fixed(text);
        String twice = fixed(once);

        assertThat(twice)
                .contains("bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream", HAIKU)
                .doesNotContain("onverse");
        assertThat(LINTER.lint(twice, PolicyKind.IDENTITY, FACTS))
                .extracting(Finding::rule)
                .doesNotContain("BR_CONVERSE_ACTION", "BR_UNKNOWN_MODEL", "BR_STREAM_MISSING", "REDUNDANT_ACTION");
    }

    @Test
    void allowingAModelExtendsTheStatementOfModels() {
        PolicyDocument empty = new PolicyDocument("2012-10-17", null, List.of(), false);

        PolicyDocument one = PolicyEdit.allowModel(empty, ARN + HAIKU);
        PolicyDocument two = PolicyEdit.allowModel(one, ARN + "amazon.nova-lite-v1:0");

        assertThat(two.statements()).hasSize(1);
        assertThat(PolicyEdit.allowModel(two, ARN + HAIKU)).isEqualTo(two);
    }

    @Test
    void allowingAProfileBindsItsModelsToIt() {
        PolicyDocument empty = new PolicyDocument("2012-10-17", null, List.of(), false);
        String profile = "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.vendor.model-v1:0";

        String text = PolicyWriter.write(PolicyEdit.allowProfile(empty, profile, List.of(ARN + "vendor.model-v1:0")));

        assertThat(LINTER.lint(text, PolicyKind.IDENTITY, LintFacts.NONE))
                .extracting(Finding::rule)
                .containsOnly("BR_GUARDRAIL_NOT_REQUIRED");
    }

    @Test
    void aWaiverCountsUntilItsLastDayAndNeverForErrors() {
        String text = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                + "\"Action\":\"bedrock:*\",\"Resource\":\"" + ARN + "x-?:0:\"}]}";
        List<Finding> findings = LINTER.lint(text, PolicyKind.IDENTITY, LintFacts.NONE);
        LocalDate day = LocalDate.of(2026, 11, 23);
        List<Waiver> waivers = List.of(
                new Waiver("LP_SERVICE_STAR", "migration", day), new Waiver("LP_ALL_MODELS", "not needed", day));

        WaivedFindings today = WaivedFindings.of(findings, waivers, day);
        WaivedFindings tomorrow = WaivedFindings.of(findings, waivers, day.plusDays(1));

        assertThat(today.waived()).extracting(Finding::rule).containsExactly("LP_SERVICE_STAR");
        assertThat(today.unused()).extracting(Waiver::rule).containsExactly("LP_ALL_MODELS");
        assertThat(tomorrow.waived()).isEmpty();
        assertThat(tomorrow.failsLint()).isTrue();
    }

    @Test
    void reportsNameFileLineRuleAndFix() {
        List<Finding> findings = LINTER.lint("{", PolicyKind.IDENTITY, LintFacts.NONE);

        assertThat(FindingReport.text("a.json", findings))
                .startsWith("a.json:1:")
                .contains("error JSON_SYNTAX_ERROR");
    }

    @Test
    void theModelsOfAProfileAreAllowedThroughItAndNothingElseIs() {
        String global = "arn:aws:bedrock:us-east-1:111122223333:inference-profile/global." + HAIKU;
        String text = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
                + "\"Action\":\"bedrock:InvokeModel\",\"Resource\":\"" + global + "\"}}";
        List<Finding> before = LINTER.lint(text, PolicyKind.IDENTITY, LintFacts.NONE);

        PolicyDocument fixed = PolicyEdit.fix(read(text), before);

        String meant = PolicyWriter.write(fixed);
        assertThat(LINTER.lint(meant, PolicyKind.IDENTITY, LintFacts.NONE))
                .extracting(Finding::rule)
                .doesNotContain("BR_PROFILE_WITHOUT_MODELS", "BR_GLOBAL_WITHOUT_REGIONLESS", "BR_MODEL_DIRECT_ACCESS");
        PolicySet set = PolicySet.ofIdentity(List.of(new NamedPolicy("fixed", fixed)));
        RequestContext through = RequestContext.empty().with("bedrock:InferenceProfileArn", global);
        RequestContext other =
                RequestContext.empty().with("bedrock:InferenceProfileArn", global.replace("global", "us"));
        for (String region : List.of("us-east-1", "")) {
            String model = "arn:aws:bedrock:" + region + "::foundation-model/" + HAIKU;
            assertThat(allows(set, "bedrock:InvokeModel", model, through)).isTrue();
            assertThat(allows(set, "bedrock:InvokeModel", model, other)).isFalse();
            assertThat(allows(set, "bedrock:InvokeModel", model, RequestContext.empty()))
                    .isFalse();
            assertThat(allows(set, "bedrock:InvokeModelWithResponseStream", model, through))
                    .isFalse();
        }
        assertThat(allows(set, "bedrock:InvokeModel", ARN.replace("east", "west") + HAIKU, through))
                .isFalse();
        PolicyDocument wanted = read("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
                + "\"Action\":\"bedrock:InvokeModel\",\"Resource\":\"arn:aws:bedrock:*::foundation-model/" + HAIKU
                + "\","
                + "\"Condition\":{\"ArnEquals\":{\"bedrock:InferenceProfileArn\":\"" + global + "\"}}}}");
        AccessComparer comparer = new AccessComparer();
        assertThat(comparer.grantsNoMore(List.of(fixed), List.of(read(text))).passed())
                .isTrue();
        assertThat(comparer.grantsNoMore(List.of(read(text), wanted), List.of(fixed))
                        .passed())
                .isTrue();
    }

    private static boolean allows(PolicySet set, String action, String resource, RequestContext context) {
        return set.decide(new AuthorizationPart(action, resource, context)).isAllowed();
    }

    private static PolicyDocument read(String text) {
        return switch (PolicyReader.read(text, PolicyKind.IDENTITY)) {
            case PolicyReading.Accepted accepted -> accepted.document();
            case PolicyReading.Rejected rejected -> throw new AssertionError(rejected.problems());
        };
    }

    private static String fixed(String text) {
        return switch (PolicyReader.read(text, PolicyKind.IDENTITY)) {
            case PolicyReading.Accepted accepted ->
                PolicyWriter.write(PolicyEdit.fix(accepted.document(), LINTER.lint(text, PolicyKind.IDENTITY, FACTS)));
            case PolicyReading.Rejected rejected -> throw new AssertionError(rejected.problems());
        };
    }
}
