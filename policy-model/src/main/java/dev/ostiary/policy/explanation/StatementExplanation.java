package dev.ostiary.policy.explanation;

import dev.ostiary.policy.condition.ConditionTrace;
import dev.ostiary.policy.evaluation.StatementReference;
import dev.ostiary.policy.evaluation.StatementTrace;
import dev.ostiary.policy.policy.Effect;
import java.util.List;

/** What one statement says: it applies when action, resource and every condition match. */
public record StatementExplanation(
        StatementReference statement,
        Effect effect,
        boolean actionMatches,
        boolean resourceMatches,
        List<ConditionTrace> conditions,
        boolean applies) {
    public StatementExplanation {
        conditions = List.copyOf(conditions);
    }

    static StatementExplanation of(StatementTrace trace) {
        return new StatementExplanation(
                trace.reference(),
                trace.effect(),
                trace.actionMatches(),
                trace.resourceMatches(),
                trace.conditions(),
                trace.applies());
    }
}
