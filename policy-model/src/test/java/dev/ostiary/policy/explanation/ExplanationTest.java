package dev.ostiary.policy.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.policy.context.RequestContext;
import dev.ostiary.policy.document.PolicyReader;
import dev.ostiary.policy.document.PolicyReading;
import dev.ostiary.policy.evaluation.AuthorizationPart;
import dev.ostiary.policy.evaluation.Decision;
import dev.ostiary.policy.evaluation.PolicyLayers;
import dev.ostiary.policy.evaluation.PolicySet;
import dev.ostiary.policy.json.JsonText;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.policy.PolicyKind;
import dev.ostiary.policy.reference.RandomPolicies;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final String HAIKU =
            "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0";
    private static final long SEED = Long.getLong("ostiary.seed", 1);

    @Test
    void theNearestMissShowsTheDifferingCharacters() {
        PolicySet set = identity(
                "{\"Sid\":\"Far\",\"Effect\":\"Allow\",\"Action\":\"bedrock:InvokeModel\",\"Resource\":\"arn:aws:s3:::x\"},"
                        + "{\"Sid\":\"Near\",\"Effect\":\"Allow\",\"Action\":\"bedrock:InvokeModel\",\"Resource\":\""
                        + HAIKU.replace(":0", "") + "\"}");

        Explanation explanation = Explanation.of(set, List.of(invoke(RequestContext.empty())));

        assertThat(explanation.nearestMiss())
                .isNotNull()
                .satisfies(miss -> assertThat(miss.oneLine())
                        .isEqualTo("nearest: statement `Near` of policy `app` allows all but the resource: "
                                + "`…aude-3-haiku-20240307-v1:0` ≠ `…aude-3-haiku-20240307-v1`"));
    }

    @Test
    void aMissingKeyIsNamed() {
        PolicySet set = identity("{\"Effect\":\"Allow\",\"Action\":\"bedrock:InvokeModel\",\"Resource\":\"*\","
                + "\"Condition\":{\"StringEquals\":{\"aws:PrincipalTag/team\":\"a\"}}}");

        String hint = hint(set, RequestContext.empty());

        assertThat(hint)
                .isEqualTo("nearest: statement 1 of policy `app` allows all but the condition: "
                        + "StringEquals on `aws:PrincipalTag/team` wants `a`, the request has no such key");
    }

    @Test
    void anExplicitDenyNamesItsStatement() {
        PolicySet set = identity("{\"Sid\":\"No\",\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}");

        assertThat(hint(set, RequestContext.empty())).isEqualTo("denied by statement `No` of policy `app`");
    }

    @Test
    void aHintIsNeverLongerThan300Characters() {
        PolicySet set = identity("{\"Effect\":\"Allow\",\"Action\":\"bedrock:InvokeModel\",\"Resource\":\"*\","
                + "\"Condition\":{\"StringEquals\":{\"aws:PrincipalTag/team\":[\"" + "a".repeat(5_000) + "\"]}}}");

        assertThat(hint(set, RequestContext.empty())).hasSize(300);
    }

    @Test
    void theTreeShowsEveryLayerAndStatement() {
        PolicySet set = identity("{\"Effect\":\"Allow\",\"Action\":\"bedrock:InvokeModel\",\"Resource\":\"*\","
                + "\"Condition\":{\"StringEquals\":{\"aws:PrincipalTag/team\":\"a\"}}}");

        String tree = ExplanationText.write(
                Explanation.of(set, List.of(invoke(RequestContext.empty().with("aws:PrincipalTag/team", "a")))));

        assertThat(tree).isEqualTo("""
                        allowed
                          bedrock:InvokeModel on %s: allowed
                            identity-based policy allows
                              ✓ Allow statement 1 of policy `app`: action ✓ resource ✓
                                ✓ StringEquals aws:PrincipalTag/team: request [a], policy [a]
                        """.formatted(HAIKU));
    }

    @Test
    void everyExplanationAgreesWithItsDecision() {
        System.out.println("explanation seed " + SEED);
        RandomPolicies random = new RandomPolicies(SEED);

        for (int i = 0; i < 3_000; i++) {
            PolicyLayers layers = random.layers();
            AuthorizationPart part = random.part();
            PolicySet set = PolicySet.compile(layers);
            Explanation explanation = Explanation.of(set, List.of(part));
            List<LayerExplanation.Outcome> outcomes = explanation.parts().getFirst().layers().stream()
                    .map(LayerExplanation::outcome)
                    .toList();

            assertThat(explanation.decision()).isEqualTo(set.decide(part));
            assertThat(explanation.decision().isAllowed())
                    .as("seed %s: %s", SEED, part)
                    .isEqualTo(outcomes.stream().allMatch(each -> each == LayerExplanation.Outcome.ALLOWS));
            assertThat(JsonText.parse(ExplanationJson.write(explanation))).isInstanceOf(JsonText.Reading.Parsed.class);
            assertThat(Explanation.hint(set, explanation.decision())).hasSizeLessThanOrEqualTo(300);
        }
    }

    private static String hint(PolicySet set, RequestContext context) {
        Decision decision = set.decide(invoke(context));
        return Explanation.hint(set, decision);
    }

    private static AuthorizationPart invoke(RequestContext context) {
        return new AuthorizationPart("bedrock:InvokeModel", HAIKU, context);
    }

    private static PolicySet identity(String statements) {
        String text = "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}";
        return switch (PolicyReader.read(text, PolicyKind.IDENTITY)) {
            case PolicyReading.Accepted accepted ->
                PolicySet.ofIdentity(List.of(new NamedPolicy("app", accepted.document())));
            case PolicyReading.Rejected rejected -> throw new AssertionError(rejected.problems());
        };
    }
}
