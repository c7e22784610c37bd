package dev.ostiary.policy.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ostiary.policy.context.RequestContext;
import dev.ostiary.policy.document.PolicyReader;
import dev.ostiary.policy.document.PolicyReading;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.policy.PolicyKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicySetTest {
    private static final String HAIKU =
            "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0";
    private static final String OPUS =
            "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-opus-20240229-v1:0";
    private static final NamedPolicy HAIKU_ONLY =
            policy("haiku-only", statement("Allow", "bedrock:InvokeModel", HAIKU));
    private static final NamedPolicy ALL = policy("all", statement("Allow", "*", "*"));
    private static final NamedPolicy NO_OPUS = policy("no-opus", statement("Deny", "*", OPUS));

    @Test
    void everyPartMustBeAllowed() {
        PolicySet set = PolicySet.ofIdentity(List.of(HAIKU_ONLY));

        Decision decision = set.decide(List.of(invoke(HAIKU), invoke(OPUS)));

        assertThat(decision).isEqualTo(new Decision.Denied(false, PolicyLayer.IDENTITY, invoke(OPUS), null));
    }

    @Test
    void anExplicitDenyOfALaterPartIsReportedBeforeAnImplicitOne() {
        PolicySet set =
                PolicySet.compile(new PolicyLayers(List.of(HAIKU_ONLY), null, List.of(List.of(ALL, NO_OPUS)), null));

        Decision decision = set.decide(List.of(invoke("arn:aws:bedrock:us-east-1::foundation-model/x"), invoke(OPUS)));

        assertThat(decision).isInstanceOfSatisfying(Decision.Denied.class, denied -> {
            assertThat(denied.reason()).isEqualTo("with an explicit deny in a service control policy");
            assertThat(denied.part()).isEqualTo(invoke(OPUS));
            assertThat(denied.statement())
                    .isNotNull()
                    .extracting(StatementReference::text)
                    .isEqualTo("statement 1 of policy `no-opus`");
        });
    }

    @Test
    void layersAreNamedFromOrganizationToIdentity() {
        NamedPolicy nothing = policy("nothing", statement("Allow", "s3:*", "*"));
        List<NamedPolicy> no = List.of(nothing);
        List<NamedPolicy> yes = List.of(ALL);

        assertThat(reason(new PolicyLayers(no, no, List.of(yes, no), no)))
                .isEqualTo("because no service control policy allows the bedrock:InvokeModel action");
        assertThat(reason(new PolicyLayers(no, no, List.of(yes), no)))
                .isEqualTo("because no permissions boundary allows the bedrock:InvokeModel action");
        assertThat(reason(new PolicyLayers(no, null, List.of(), no)))
                .isEqualTo("because no session policy allows the bedrock:InvokeModel action");
        assertThat(reason(new PolicyLayers(no, yes, List.of(), yes)))
                .isEqualTo("because no identity-based policy allows the bedrock:InvokeModel action");
    }

    @Test
    void anEmptyBoundaryOrLevelBlocksEverything() {
        assertThat(reason(new PolicyLayers(List.of(ALL), List.of(), List.of(), null)))
                .contains("permissions boundary");
        assertThat(reason(new PolicyLayers(List.of(ALL), null, List.of(List.of()), null)))
                .contains("service control policy");
    }

    @Test
    void aQuestionWithoutPartsIsABugAndNotAnAllow() {
        PolicySet set = PolicySet.ofIdentity(List.of(ALL));

        assertThatThrownBy(() -> set.decide(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void turkishLettersAreNotAsciiLetters() {
        PolicySet set = PolicySet.ofIdentity(List.of(policy("p", statement("Allow", "bedrock:InvokeModel", "*"))));

        Decision decision =
                set.decide(new AuthorizationPart("bedrock:\u0130nvokeModel", HAIKU, RequestContext.empty()));

        assertThat(decision.isAllowed()).isFalse();
    }

    private static String reason(PolicyLayers layers) {
        return switch (PolicySet.compile(layers).decide(invoke(HAIKU))) {
            case Decision.Allowed ignored -> "allowed";
            case Decision.Denied denied -> denied.reason();
        };
    }

    private static AuthorizationPart invoke(String resource) {
        return new AuthorizationPart("bedrock:InvokeModel", resource, RequestContext.empty());
    }

    private static String statement(String effect, String action, String resource) {
        return "{\"Effect\":\"%s\",\"Action\":\"%s\",\"Resource\":\"%s\"}".formatted(effect, action, resource);
    }

    private static NamedPolicy policy(String name, String statement) {
        String text = "{\"Version\":\"2012-10-17\",\"Statement\":" + statement + "}";
        return switch (PolicyReader.read(text, PolicyKind.IDENTITY)) {
            case PolicyReading.Accepted accepted -> new NamedPolicy(name, accepted.document());
            case PolicyReading.Rejected rejected -> throw new AssertionError(rejected.problems());
        };
    }
}
