package dev.ostiary.policy.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.policy.context.RequestContext;
import dev.ostiary.policy.policy.ConditionValue;
import dev.ostiary.policy.policy.Effect;
import dev.ostiary.policy.policy.KeyCondition;
import dev.ostiary.policy.policy.OperatorBlock;
import dev.ostiary.policy.policy.Position;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompiledConditionTest {
    private static final RequestContext BLUE = RequestContext.empty().with("x:team", "blue");

    @Test
    void aTraceShowsWhatTheRequestHadAndWhatThePolicyWants() {
        CompiledCondition condition = compile("StringEquals", Effect.ALLOW, "X:Team", "red", "${x:other, 'green'}");

        ConditionTrace trace = condition.trace(BLUE);

        assertThat(trace)
                .isEqualTo(new ConditionTrace(
                        "StringEquals", "X:Team", List.of("blue"), List.of("red", "green"), false, false));
        assertThat(condition.operator()).isEqualTo("StringEquals");
        assertThat(condition.written().key()).isEqualTo("X:Team");
    }

    @Test
    void aTraceOfAMissingKeySaysSo() {
        ConditionTrace trace =
                compile("StringNotEquals", Effect.ALLOW, "x:team", "blue").trace(RequestContext.empty());

        assertThat(trace)
                .isEqualTo(new ConditionTrace("StringNotEquals", "x:team", List.of(), List.of("blue"), true, true));
    }

    @Test
    void aTraceLeavesAloneWhatIsNoVariableHere() {
        KeyCondition key = key("x:n", "${x:team}");

        assertThat(CompiledCondition.compile("NumericEquals", key, Effect.ALLOW, true)
                        .trace(BLUE)
                        .policyValues())
                .as("numbers take no variables")
                .containsExactly("${x:team}");
        assertThat(CompiledCondition.compile("StringEquals", key, Effect.ALLOW, false)
                        .trace(BLUE)
                        .policyValues())
                .as("old versions know no variables")
                .containsExactly("${x:team}");
        assertThat(CompiledCondition.compile("Unknown", key, Effect.ALLOW, true)
                        .trace(BLUE)
                        .policyValues())
                .as("unknown operators compare nothing")
                .containsExactly("${x:team}");
        assertThat(CompiledCondition.compile("StringEquals", key, Effect.ALLOW, true)
                        .trace(BLUE)
                        .policyValues())
                .containsExactly("blue");
        assertThat(compile("StringEquals", Effect.ALLOW, "x:n", "${x:none}")
                        .trace(BLUE)
                        .policyValues())
                .as("without a value the variable stays visible")
                .containsExactly("${x:none}");
    }

    @Test
    void anUnknownOperatorIsTheSafeSideOfItsEffect() {
        for (String operator : List.of("StringFuzzy", "NullIfExists", "stringequals", "")) {
            assertThat(compile(operator, Effect.ALLOW, "x:team", "blue").holds(BLUE))
                    .as(operator)
                    .isFalse();
            assertThat(compile(operator, Effect.DENY, "x:team", "blue").holds(BLUE))
                    .as(operator)
                    .isTrue();
        }
    }

    @Test
    void anEmptyListUnderANegatedSetIsTheSafeSideOfItsEffect() {
        RequestContext list = RequestContext.empty().withAll("x:team", List.of("blue"));
        for (String operator : List.of("ForAllValues:StringNotEquals", "ForAnyValue:StringNotEquals")) {
            assertThat(compile(operator, Effect.ALLOW, "x:team").holds(list))
                    .as(operator)
                    .isFalse();
            assertThat(compile(operator, Effect.DENY, "x:team").holds(list))
                    .as(operator)
                    .isTrue();
        }
        for (String operator : List.of("ForAllValues:StringEquals", "ForAnyValue:StringEquals")) {
            assertThat(compile(operator, Effect.DENY, "x:team").holds(list))
                    .as(operator)
                    .isFalse();
        }
    }

    @Test
    void aSetOfSinglesIsASetOfOne() {
        assertThat(compile("ForAllValues:StringEquals", Effect.ALLOW, "x:team", "blue")
                        .holds(BLUE))
                .isTrue();
        assertThat(compile("ForAllValues:StringEquals", Effect.ALLOW, "x:team", "red")
                        .holds(BLUE))
                .isFalse();
        assertThat(compile("ForAnyValue:StringEquals", Effect.ALLOW, "x:team", "blue")
                        .holds(BLUE))
                .isTrue();
        assertThat(compile("ForAnyValue:StringEquals", Effect.ALLOW, "x:team", "red")
                        .holds(BLUE))
                .isFalse();
    }

    @Test
    void aSetOfConditionsCountsWhatFails() {
        ConditionSet set = ConditionSet.compile(
                List.of(
                        new OperatorBlock(
                                "StringEquals", List.of(key("x:team", "blue"), key("x:env", "prod")), Position.NONE),
                        new OperatorBlock("Null", List.of(key("x:owner", "false")), Position.NONE)),
                Effect.ALLOW,
                true);

        assertThat(set.failing(BLUE)).isEqualTo(2);
        assertThat(set.failing(BLUE.with("x:env", "prod"))).isEqualTo(1);
        assertThat(set.failing(BLUE.with("x:env", "prod").with("x:owner", "me")))
                .isZero();
        assertThat(set.holds(BLUE.with("x:env", "prod"))).isFalse();
        assertThat(set.holds(BLUE.with("x:env", "prod").with("x:owner", "me"))).isTrue();
        assertThat(set.trace(BLUE)).extracting(ConditionTrace::key).containsExactly("x:team", "x:env", "x:owner");
        assertThat(set.trace(BLUE)).extracting(ConditionTrace::holds).containsExactly(true, false, false);
    }

    @Test
    void withoutConditionsEverythingHolds() {
        ConditionSet none = ConditionSet.compile(List.of(), Effect.DENY, true);

        assertThat(none.holds(RequestContext.empty())).isTrue();
        assertThat(none.trace(BLUE)).isEmpty();
    }

    private static CompiledCondition compile(String operator, Effect effect, String key, String... values) {
        return CompiledCondition.compile(operator, key(key, values), effect, true);
    }

    private static KeyCondition key(String key, String... values) {
        return new KeyCondition(
                key, false, List.of(values).stream().map(ConditionValue::of).toList(), Position.NONE);
    }
}
