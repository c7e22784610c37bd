package dev.ostiary.policy.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.policy.condition.ConditionSet;
import dev.ostiary.policy.context.RequestContext;
import dev.ostiary.policy.json.PolicyProblem;
import dev.ostiary.policy.policy.Effect;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionReadingTest {
    @Test
    void aConditionOutsideOfStatementsIsEvaluatedTheSameWay() {
        ConditionReading reading = PolicyReader.readCondition(
                "{\"StringLike\":{\"token:sub\":\"system:serviceaccount:translator-*:app\"},\"Bool\":{\"token:email_verified\":true}}");
        RequestContext token = RequestContext.builder()
                .with("token:sub", "system:serviceaccount:translator-7:app")
                .with("token:email_verified", "true")
                .build();

        assertThat(reading).isInstanceOfSatisfying(ConditionReading.Accepted.class, accepted -> {
            ConditionSet conditions = ConditionSet.compile(accepted.blocks(), Effect.ALLOW, true);
            assertThat(conditions.holds(token)).isTrue();
            assertThat(conditions.holds(token.without("token:sub"))).isFalse();
            assertThat(conditions.holds(token.withAll("token:sub", List.of("x", "y"))))
                    .isFalse();
        });
    }

    @Test
    void anUnknownOperatorIsRefusedAndNotSkipped() {
        assertThat(PolicyReader.readCondition("{\"StringMatches\":{\"token:sub\":\"x\"}}"))
                .isInstanceOfSatisfying(
                        ConditionReading.Rejected.class,
                        rejected -> assertThat(rejected.problems())
                                .extracting(PolicyProblem::code)
                                .containsExactly("INVALID_CONDITION_OPERATOR"));
    }
}
