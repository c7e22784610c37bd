package dev.ostiary.policy.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.policy.document.PolicyReader;
import dev.ostiary.policy.document.PolicyReading;
import dev.ostiary.policy.facts.LintFacts;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.PolicyKind;
import dev.ostiary.policy.rule.Finding;
import dev.ostiary.policy.rule.Severity;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CompanionsTest {
    private static final Linter LINTER = new Linter();
    private static final String MODEL = "arn:aws:bedrock:us-east-1::foundation-model/vendor.model-v1:0";
    private static final String PROFILE = "arn:aws:bedrock:us-east-1:111122223333:inference-profile/";
    private static final String GLOBAL = PROFILE + "global.vendor.model-v1:0";
    private static final String GUARDRAIL = "arn:aws:bedrock:us-east-1:111122223333:guardrail/";

    @Test
    void theModelsOfAProfileMayBeAllowedByACompanion() {
        String profile = document(statement("Allow", "bedrock:InvokeModel", GLOBAL, ""));
        String models = document(statement("Allow", "bedrock:InvokeModel", "*", ""));

        assertThat(rules(profile)).contains("BR_PROFILE_WITHOUT_MODELS", "BR_GLOBAL_WITHOUT_REGIONLESS");
        assertThat(rules(profile, models)).doesNotContain("BR_PROFILE_WITHOUT_MODELS", "BR_GLOBAL_WITHOUT_REGIONLESS");
    }

    @Test
    void modelsThatAreAllowedThroughAnotherProfileDoNotCount() {
        String other = ", \"Condition\": {\"ArnEquals\": {\"bedrock:InferenceProfileArn\": \"" + PROFILE
                + "us.vendor.model-v1:0\"}}";
        String own = other.replace("us.vendor", "global.vendor");
        String profile = document(statement("Allow", "bedrock:InvokeModel", GLOBAL, ""));

        assertThat(rules(profile, document(statement("Allow", "bedrock:InvokeModel", MODEL, other))))
                .contains("BR_PROFILE_WITHOUT_MODELS");
        assertThat(rules(profile, document(statement("Allow", "bedrock:InvokeModel", MODEL, own))))
                .doesNotContain("BR_PROFILE_WITHOUT_MODELS");
    }

    @Test
    void aGuardrailThatMayBeAppliedIsNoError() {
        String requires = document(statement("Allow", "bedrock:InvokeModel", MODEL, guardrail("StringEquals", "g1:1")));
        String any = document(statement("Allow", "bedrock:InvokeModel", MODEL, guardrail("ArnLike", "*")));
        String apply = document(statement("Allow", "bedrock:ApplyGuardrail", GUARDRAIL + "g1", ""));

        assertThat(errors(requires)).containsExactly("BR_GUARDRAIL_NO_APPLY");
        assertThat(errors(requires, apply)).isEmpty();
        assertThat(errors(any, apply)).isEmpty();
    }

    @Test
    void aGuardrailThatIsOptionalOrDeniedForIsNoError() {
        String optional =
                document(statement("Allow", "bedrock:InvokeModel", MODEL, guardrail("StringEqualsIfExists", "g1:1")));
        String deny = document(
                statement("Allow", "bedrock:InvokeModel", MODEL, ""),
                statement("Deny", "bedrock:InvokeModel", "*", guardrail("StringNotEquals", "g1:1")));

        assertThat(errors(optional)).isEmpty();
        assertThat(errors(deny)).isEmpty();
        assertThat(rules(deny)).contains("BR_GUARDRAIL_NO_APPLY");
    }

    @Test
    void oneOfSeveralGuardrailsIsEnough() {
        String two = "{\"StringEquals\": {\"bedrock:GuardrailIdentifier\": [\"%sg1:1\", \"%sg2:1\"]}}"
                .formatted(GUARDRAIL, GUARDRAIL);
        String requires = document(statement("Allow", "bedrock:InvokeModel", MODEL, ", \"Condition\": " + two));
        String apply = document(statement("Allow", "bedrock:ApplyGuardrail", GUARDRAIL + "g1", ""));

        assertThat(errors(requires)).containsExactly("BR_GUARDRAIL_NO_APPLY", "BR_GUARDRAIL_NO_APPLY");
        assertThat(errors(requires, apply)).isEmpty();
        assertThat(rules(requires, apply)).contains("BR_GUARDRAIL_NO_APPLY");
    }

    @Test
    void keysOfOtherServicesMatterOnlyWhereTheGatewayDecides() {
        String passed = ", \"Condition\": {\"StringEquals\": {\"iam:PassedToService\": \"bedrock.amazonaws.com\"}}";

        assertThat(errors(document(statement("Allow", "iam:PassRole", "*", passed))))
                .isEmpty();
        assertThat(errors(document(statement("Allow", "bedrock:InvokeModel", MODEL, passed))))
                .containsExactly("GW_UNSUPPLIED_CONDITION_KEY");
    }

    @Test
    void aServiceThatThisLibraryDoesNotKnowIsNoError() {
        String far = document(statement("Deny", "quantumcompute:Run", "*", ""));
        String slip = document(statement("Deny", "bedrok:InvokeModel", "*", ""));

        assertThat(errors(far)).isEmpty();
        assertThat(errors(slip)).containsExactly("INVALID_SERVICE_IN_ACTION");
    }

    @Test
    void theSizeOfAnOrganizationDocumentCountsItsWhiteSpace() {
        String small = document(statement("Deny", "bedrock:InvokeModel", "*", ""));
        String wide = small.replace("\n", "\n" + " ".repeat(5_200));
        String large = document(Stream.generate(() -> statement("Deny", "bedrock:InvokeModel", MODEL, ""))
                .limit(50)
                .toArray(String[]::new));

        assertThat(sizes(small)).isEmpty();
        assertThat(sizes(wide)).containsExactly(Severity.ERROR);
        assertThat(sizes(large)).containsExactly(Severity.ERROR);
    }

    private static List<Severity> sizes(String text) {
        return LINTER.lint(text, PolicyKind.ORGANIZATION, LintFacts.NONE).stream()
                .filter(finding -> finding.rule().equals("POLICY_SIZE_EXCEEDS_SCP_QUOTA"))
                .map(Finding::severity)
                .toList();
    }

    private static String document(String... statements) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": [\n" + String.join(",", statements) + "]}";
    }

    private static String statement(String effect, String action, String resource, String condition) {
        return "{\"Effect\": \"%s\", \"Action\": \"%s\", \"Resource\": \"%s\"%s}"
                .formatted(effect, action, resource, condition);
    }

    private static String guardrail(String operator, String id) {
        return ", \"Condition\": {\"%s\": {\"bedrock:GuardrailIdentifier\": \"%s%s\"}}"
                .formatted(operator, GUARDRAIL, id);
    }

    private static List<String> rules(String text, String... companions) {
        return lint(text, companions).stream().map(Finding::rule).toList();
    }

    private static List<String> errors(String text, String... companions) {
        return lint(text, companions).stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(Finding::rule)
                .toList();
    }

    private static List<Finding> lint(String text, String... companions) {
        List<PolicyDocument> beside =
                Stream.of(companions).map(CompanionsTest::read).toList();
        return LINTER.lint(
                text, PolicyKind.IDENTITY, new LintFacts(null, Map.of(), Map.of(), null, false, true), beside);
    }

    private static PolicyDocument read(String text) {
        return switch (PolicyReader.read(text, PolicyKind.IDENTITY)) {
            case PolicyReading.Accepted accepted -> accepted.document();
            case PolicyReading.Rejected rejected -> throw new AssertionError(rejected.problems());
        };
    }
}
