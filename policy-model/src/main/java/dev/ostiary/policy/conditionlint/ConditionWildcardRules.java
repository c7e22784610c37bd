package dev.ostiary.policy.conditionlint;

import dev.ostiary.policy.condition.Comparison;
import dev.ostiary.policy.pattern.ArnFields;
import dev.ostiary.policy.rule.ConditionView;
import dev.ostiary.policy.rule.Findings;
import dev.ostiary.policy.rule.LintRule;
import dev.ostiary.policy.rule.LintTarget;
import dev.ostiary.policy.rule.Severity;
import dev.ostiary.policy.rule.StatementView;
import java.util.List;

/**
 * Conditions whose value matches everything, so that they only ask whether the key is there, or ask nothing, or can never
 * hold.
 */
final class ConditionWildcardRules implements LintRule {
    private static final int ARN_FIELDS = 6;

    @Override
    public void check(LintTarget target, Findings findings) {
        for (StatementView statement : target.statements()) {
            for (ConditionView condition : ConditionView.of(statement)) {
                if (matchesEverything(condition)) {
                    check(condition, findings);
                }
            }
        }
    }

    private static void check(ConditionView condition, Findings findings) {
        boolean whenThere = !condition.operator().comparison().isNegated();
        boolean whenMissing = condition.holdsWhenMissing();
        String key = "`" + condition.key() + "`";
        if (whenThere && whenMissing) {
            report(
                    condition,
                    findings,
                    "REDUNDANT_KEY_DUE_TO_WILDCARD_IN_CONDITION",
                    "the condition on " + key + " always holds",
                    "remove the key");
        } else if (whenThere || whenMissing) {
            report(
                    condition,
                    findings,
                    whenThere ? "EQUIVALENT_TO_NULL_FALSE" : "EQUIVALENT_TO_NULL_TRUE",
                    "this asks only whether " + key + " is " + (whenThere ? "there" : "missing"),
                    "write `\"Null\": {\"" + condition.key() + "\": \"" + !whenThere + "\"}`");
        } else {
            report(
                    condition,
                    findings,
                    "REDUNDANT_STATEMENT_DUE_TO_WILDCARD_IN_CONDITION",
                    "the condition on " + key + " never holds, so the statement never applies",
                    "remove the statement, or name values");
        }
    }

    private static boolean matchesEverything(ConditionView condition) {
        Comparison comparison = condition.operator().comparison();
        return condition.condition().values().stream().anyMatch(value -> switch (comparison.family()) {
            case STRING -> comparison.takesWildcards() && isStars(value.text());
            case ARN -> isAnyArn(value.text());
            case NUMERIC, DATE, BOOL, BINARY, IP, NULL -> false;
        });
    }

    private static boolean isAnyArn(String text) {
        List<String> fields = ArnFields.split(text, true);
        return fields.size() == ARN_FIELDS
                && fields.getFirst().equals("arn")
                && fields.stream().skip(1).allMatch(ConditionWildcardRules::isStars);
    }

    private static boolean isStars(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c == '*');
    }

    private static void report(ConditionView condition, Findings findings, String rule, String message, String fix) {
        findings.addWithFix(
                rule,
                Severity.SUGGESTION,
                condition.statement().statement(),
                condition.condition().position(),
                message,
                fix);
    }
}
