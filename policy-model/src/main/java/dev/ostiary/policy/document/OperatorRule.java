package dev.ostiary.policy.document;

import dev.ostiary.policy.condition.Comparison;
import dev.ostiary.policy.condition.Operator;
import dev.ostiary.policy.condition.Quantifier;
import dev.ostiary.policy.json.Problems;
import dev.ostiary.policy.policy.Position;

/** The operator of a new condition must be one that IAM knows, with its exact case. */
final class OperatorRule {
    private OperatorRule() {}

    static void check(String name, Position position, Problems problems) {
        Operator operator = Operator.parse(name);
        if (operator == null) {
            String nearest = Operator.suggest(name);
            problems.syntax(
                    position,
                    "INVALID_CONDITION_OPERATOR",
                    "unknown condition operator `" + name + "`, did you mean `" + nearest + "`?",
                    "write `" + nearest + "`");
        } else if (operator.comparison() == Comparison.NULL && operator.ifExists()) {
            problems.syntax(
                    position,
                    "NULL_WITH_IF_EXISTS",
                    "`Null` asks whether a key exists, so `" + name + "` makes no sense",
                    "write `" + new Operator(Quantifier.NONE, Comparison.NULL, false).text() + "`");
        }
    }
}
