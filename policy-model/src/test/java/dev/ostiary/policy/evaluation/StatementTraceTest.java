package dev.ostiary.policy.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ostiary.policy.context.RequestContext;
import dev.ostiary.policy.document.PolicyReader;
import dev.ostiary.policy.document.PolicyReading;
import dev.ostiary.policy.policy.Effect;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.policy.PolicyKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementTraceTest {
    private static final String MODEL = "arn:aws:bedrock:us-east-1::foundation-model/x";
    private static final NamedPolicy POLICY = policy("""
            {"Version":"2012-10-17","Statement":[
              {"Sid":"Models","Effect":"Allow","Action":"bedrock:Invoke*","Resource":"%s",
               "Condition":{"StringEquals":{"x:a":"1","x:b":"2"}}},
              {"Effect":"Deny","NotAction":"bedrock:Get*","NotResource":"arn:aws:s3:::b"}]}
            """.formatted(MODEL));
    private static final NamedPolicy OLD = policy(
            "{\"Version\":\"2008-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}");

    @Test
    void aTraceAnswersEveryQuestionOfItsStatement() {
        StatementTrace first =
                trace(MODEL, RequestContext.empty().with("x:a", "1")).get(0);

        assertThat(first.effect()).isEqualTo(Effect.ALLOW);
        assertThat(first.actionMatches()).isTrue();
        assertThat(first.resourceMatches()).isTrue();
        assertThat(first.failingConditions()).isEqualTo(1);
        assertThat(first.applies()).isFalse();
        assertThat(first.conditions()).hasSize(2);
        assertThat(first.hasVariables()).isTrue();
        assertThat(first.slot()).isZero();
        assertThat(first.written().label().sid()).isEqualTo("Models");
        assertThat(first.reference().text()).isEqualTo("statement `Models` of policy `p`");
    }

    @Test
    void aStatementAppliesWhenEverythingMatches() {
        RequestContext context = RequestContext.empty().with("x:a", "1").with("x:b", "2");

        assertThat(trace(MODEL, context).get(0).applies()).isTrue();
        assertThat(trace(MODEL + "y", context).get(0).resourceMatches()).isFalse();
        assertThat(trace(MODEL + "y", context).get(0).applies()).isFalse();
    }

    @Test
    void aNotListMatchesWhatItDoesNotName() {
        StatementTrace deny = trace("arn:aws:s3:::b", RequestContext.empty()).get(1);

        assertThat(deny.actionMatches()).isTrue();
        assertThat(deny.resourceMatches()).isFalse();
        assertThat(deny.reference().text()).isEqualTo("statement 2 of policy `p`");
        assertThat(deny.reference().layer()).isEqualTo(PolicyLayer.IDENTITY);
    }

    @Test
    void tracesComeInTheOrderOfTheLayers() {
        PolicySet set = PolicySet.compile(new PolicyLayers(List.of(POLICY), List.of(OLD), List.of(), null));

        List<StatementTrace> traces = set.trace(part(MODEL, RequestContext.empty()));

        assertThat(traces).hasSize(3);
        assertThat(traces).extracting(StatementTrace::slot).containsExactly(0, 1, 1);
        assertThat(traces.getFirst().hasVariables()).isFalse();
        assertThat(traces.getFirst().reference().layer()).isEqualTo(PolicyLayer.PERMISSIONS_BOUNDARY);
        assertThat(set.slots())
                .extracting(Slot::layer)
                .containsExactly(PolicyLayer.PERMISSIONS_BOUNDARY, PolicyLayer.IDENTITY);
    }

    @Test
    void anEmptySidIsNoName() {
        NamedPolicy policy = policy(
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Sid\":\"\",\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}");

        assertThat(PolicySet.ofIdentity(List.of(policy)).trace(part(MODEL, RequestContext.empty())))
                .singleElement()
                .extracting(trace -> trace.reference().text())
                .isEqualTo("statement 1 of policy `p`");
    }

    @Test
    void theFirstDenyIsNamedWhateverTheOrderOfTheIndex() {
        NamedPolicy wide = policy("{\"Version\":\"2012-10-17\",\"Statement\":["
                + "{\"Sid\":\"Exact\",\"Effect\":\"Deny\",\"Action\":\"bedrock:InvokeModel\",\"Resource\":\"*\"},"
                + "{\"Sid\":\"Wide\",\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"},"
                + "{\"Sid\":\"Later\",\"Effect\":\"Deny\",\"Action\":\"bedrock:InvokeModel\",\"Resource\":\""
                + MODEL + "\"}]}");

        assertThat(PolicySet.ofIdentity(List.of(wide)).decide(part(MODEL, RequestContext.empty())))
                .isInstanceOfSatisfying(
                        Decision.Denied.class,
                        denied -> assertThat(denied.statement())
                                .isNotNull()
                                .extracting(StatementReference::sid)
                                .isEqualTo("Exact"));
    }

    @Test
    void sixtyLevelsWithAllOtherLayersFitAndMoreAreRefused() {
        List<NamedPolicy> allow = List.of(OLD);

        PolicySet most = PolicySet.compile(new PolicyLayers(allow, allow, Collections.nCopies(60, allow), allow));

        assertThat(most.decide(part(MODEL, RequestContext.empty())).isAllowed()).isTrue();
        assertThatThrownBy(
                        () -> PolicySet.compile(new PolicyLayers(allow, allow, Collections.nCopies(61, allow), allow)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("61");
    }

    @Test
    void theLastOfManyLevelsMustAllowToo() {
        List<List<NamedPolicy>> levels = new ArrayList<>(Collections.nCopies(59, List.of(OLD)));
        levels.add(List.of());
        PolicySet set = PolicySet.compile(new PolicyLayers(List.of(OLD), null, levels, null));

        assertThat(set.decide(part(MODEL, RequestContext.empty())))
                .isInstanceOfSatisfying(
                        Decision.Denied.class,
                        denied -> assertThat(denied.reason())
                                .isEqualTo("because no service control policy allows the bedrock:InvokeModel action"));
    }

    @Test
    void everyLayerHasItsWordsOfAws() {
        assertThat(PolicyLayer.SESSION.textWithArticle()).isEqualTo("a session policy");
        assertThat(PolicyLayer.IDENTITY.textWithArticle()).isEqualTo("an identity-based policy");
        assertThat(PolicyLayer.PERMISSIONS_BOUNDARY.text()).isEqualTo("permissions boundary");
        assertThat(PolicyLayer.ORGANIZATION.text()).isEqualTo("service control policy");
    }

    private static List<StatementTrace> trace(String resource, RequestContext context) {
        return PolicySet.ofIdentity(List.of(POLICY)).trace(part(resource, context));
    }

    private static AuthorizationPart part(String resource, RequestContext context) {
        return new AuthorizationPart("bedrock:InvokeModel", resource, context);
    }

    private static NamedPolicy policy(String text) {
        return switch (PolicyReader.readStored(text, PolicyKind.IDENTITY)) {
            case PolicyReading.Accepted accepted -> new NamedPolicy("p", accepted.document());
            case PolicyReading.Rejected rejected -> throw new AssertionError(rejected.problems());
        };
    }
}
