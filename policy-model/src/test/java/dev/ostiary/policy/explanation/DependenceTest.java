package dev.ostiary.policy.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.policy.context.RequestContext;
import dev.ostiary.policy.document.PolicyReader;
import dev.ostiary.policy.document.PolicyReading;
import dev.ostiary.policy.evaluation.AuthorizationPart;
import dev.ostiary.policy.evaluation.PolicyLayers;
import dev.ostiary.policy.evaluation.PolicySet;
import dev.ostiary.policy.explanation.Dependence.Answer;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.policy.PolicyKind;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DependenceTest {
    private static final long SEED = Long.getLong("ostiary.seed", 1);
    private static final String UNKNOWN = "aws:SourceIp";
    private static final String OPTIONAL = "bedrock:GuardrailIdentifier";
    private static final Dependence.OpenKeys KEYS =
            new Dependence.OpenKeys(UNKNOWN::equalsIgnoreCase, OPTIONAL::equalsIgnoreCase);
    private static final String ALLOW = statement("Allow", "");
    private static final String AT_HOME = "{\"IpAddress\":{\"aws:SourceIp\":\"10.0.0.0/8\"}}";
    private static final String ELSEWHERE = "{\"NotIpAddress\":{\"aws:SourceIp\":\"10.0.0.0/8\"}}";
    private static final String GUARDED = "{\"StringEquals\":{\"bedrock:GuardrailIdentifier\":\"g\"}}";
    private static final String UNGUARDED = "{\"StringNotEquals\":{\"bedrock:GuardrailIdentifier\":\"g\"}}";
    private static final String NONE_NAMED = "{\"Null\":{\"bedrock:GuardrailIdentifier\":\"true\"}}";

    private static String statement(String effect, String condition) {
        return "{\"Effect\":\"" + effect + "\",\"Action\":\"bedrock:InvokeModel\",\"Resource\":\"*\""
                + (condition.isEmpty() ? "" : ",\"Condition\":" + condition) + "}";
    }

    private static NamedPolicy policy(PolicyKind kind, String... statements) {
        String text = "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
        return switch (PolicyReader.read(text, kind)) {
            case PolicyReading.Accepted accepted -> new NamedPolicy("app", accepted.document());
            case PolicyReading.Rejected rejected -> throw new AssertionError(rejected.problems());
        };
    }

    private static PolicySet set(String... statements) {
        return PolicySet.ofIdentity(List.of(policy(PolicyKind.IDENTITY, statements)));
    }

    private static Dependence ask(PolicySet set, Map<String, String> known) {
        var context = RequestContext.builder();
        known.forEach(context::with);
        var part = new AuthorizationPart("bedrock:InvokeModel", "arn:aws:bedrock:us-east-1::m/x", context.build());
        return Dependence.of(Explanation.of(set, List.of(part)), KEYS);
    }

    private static Dependence ask(String... statements) {
        return ask(set(statements), Map.of());
    }

    @Test
    void whatNoOpenKeyTouchesIsFirm() {
        assertThat(ask(ALLOW)).isEqualTo(new Dependence(Answer.ALLOWED, List.of()));
        assertThat(ask(ALLOW, statement("Deny", "")).answer()).isEqualTo(Answer.DENIED);
        assertThat(ask(statement("Allow", "{\"StringEquals\":{\"aws:PrincipalTag/team\":\"a\"}}"))
                        .answer())
                .isEqualTo(Answer.DENIED);
    }

    @Test
    void anAllowThatWantsAnOpenKeyIsConditional() {
        assertThat(ask(statement("Allow", AT_HOME)))
                .isEqualTo(
                        new Dependence(Answer.CONDITIONAL, List.of("only with aws:SourceIp IpAddress [10.0.0.0/8]")));
        assertThat(ask(statement("Allow", GUARDED)).conditions())
                .containsExactly("only with bedrock:GuardrailIdentifier StringEquals [g]");
    }

    @Test
    void anotherAllowWithoutConditionsMakesItFirm() {
        assertThat(ask(statement("Allow", AT_HOME), ALLOW).answer()).isEqualTo(Answer.ALLOWED);
    }

    @Test
    void aDenyOfWhatNobodyKnowsIsConditionalWhetherItAppliesNowOrNot() {
        assertThat(ask(ALLOW, statement("Deny", AT_HOME)))
                .isEqualTo(new Dependence(Answer.CONDITIONAL, List.of("not with aws:SourceIp IpAddress [10.0.0.0/8]")));
        assertThat(ask(ALLOW, statement("Deny", ELSEWHERE)).answer()).isEqualTo(Answer.CONDITIONAL);
    }

    @Test
    void whatACallerMayLeaveOutIsAllowedWhenLeavingItOutIs() {
        assertThat(ask(ALLOW, statement("Deny", GUARDED)).answer()).isEqualTo(Answer.ALLOWED);
        assertThat(ask(statement("Allow", NONE_NAMED)).answer()).isEqualTo(Answer.ALLOWED);
    }

    @Test
    void aDenyWithoutTheGuardrailIsLiftedByNamingIt() {
        assertThat(ask(statement("Allow", GUARDED), statement("Deny", UNGUARDED))
                        .conditions())
                .containsExactly(
                        "only with bedrock:GuardrailIdentifier StringEquals [g]",
                        "not with bedrock:GuardrailIdentifier StringNotEquals [g]");
    }

    @Test
    void aConditionThatFailsForGoodIsNoCondition() {
        String both = "{\"IpAddress\":{\"aws:SourceIp\":\"10.0.0.0/8\"},\"Bool\":{\"aws:ViaAWSService\":\"true\"}}";

        assertThat(ask(set(statement("Allow", both)), Map.of("aws:ViaAWSService", "false"))
                        .answer())
                .isEqualTo(Answer.DENIED);
    }

    @Test
    void everyLayerCounts() {
        PolicySet bounded = PolicySet.compile(new PolicyLayers(
                List.of(policy(PolicyKind.IDENTITY, ALLOW)),
                List.of(policy(PolicyKind.IDENTITY, statement("Allow", AT_HOME))),
                List.of(),
                null));

        assertThat(ask(bounded, Map.of()).conditions())
                .containsExactly("only with aws:SourceIp IpAddress [10.0.0.0/8]");
        assertThat(ask(bounded, Map.of(UNKNOWN, "10.1.1.1")).answer()).isEqualTo(Answer.ALLOWED);
    }

    /** Firm answers must be the decisions of every request that brings the missing keys. */
    @Test
    void noValueOfAnOpenKeyOverturnsAFirmAnswer() {
        var random = new Random(SEED);
        List<String> conditions = List.of("", AT_HOME, ELSEWHERE, GUARDED, UNGUARDED, NONE_NAMED);
        int firm = 0;
        for (int i = 0; i < 3_000; i++) {
            String[] statements = random.ints(1 + random.nextInt(4), 0, conditions.size())
                    .mapToObj(one -> statement(random.nextInt(3) == 0 ? "Deny" : "Allow", conditions.get(one)))
                    .toArray(String[]::new);
            PolicySet set = set(statements);
            Answer said = ask(set, Map.of()).answer();
            firm += said == Answer.CONDITIONAL ? 0 : 1;
            for (String address : List.of("10.1.1.1", "192.0.2.1")) {
                boolean plain = allowed(set, Map.of(UNKNOWN, address));
                boolean guarded = allowed(set, Map.of(UNKNOWN, address, OPTIONAL, "g"));
                boolean other = allowed(set, Map.of(UNKNOWN, address, OPTIONAL, "h"));
                String what = "seed " + SEED + ": " + String.join(",", statements);
                if (said == Answer.ALLOWED) {
                    assertThat(plain).as(what).isTrue();
                } else if (said == Answer.DENIED) {
                    assertThat(plain || guarded || other).as(what).isFalse();
                }
            }
        }
        assertThat(firm).isGreaterThan(300);
    }

    private static boolean allowed(PolicySet set, Map<String, String> known) {
        var context = RequestContext.builder();
        known.forEach(context::with);
        return set.decide(
                        new AuthorizationPart("bedrock:InvokeModel", "arn:aws:bedrock:us-east-1::m/x", context.build()))
                .isAllowed();
    }
}
