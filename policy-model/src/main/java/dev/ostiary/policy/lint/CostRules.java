package dev.ostiary.policy.lint;

import dev.ostiary.policy.rule.Findings;
import dev.ostiary.policy.rule.LintRule;
import dev.ostiary.policy.rule.LintTarget;
import dev.ostiary.policy.rule.Severity;
import dev.ostiary.policy.rule.StatementView;

/** What an app with a budget should be held to. */
final class CostRules implements LintRule {
    private static final String TIER = "bedrock:ServiceTier";

    @Override
    public void check(LintTarget target, Findings findings) {
        boolean denied =
                target.allDenies().stream().anyMatch(deny -> deny.coversInvocation() && deny.hasCondition(TIER));
        if (!target.facts().budget() || !target.grants() || denied) {
            return;
        }
        for (StatementView statement : target.allows()) {
            if (statement.coversInvocation() && !statement.hasCondition(TIER)) {
                findings.addWithFix(
                        "BR_COST_TIER",
                        Severity.SUGGESTION,
                        statement.statement(),
                        statement.statement().label().position(),
                        "the app has a budget, but may choose the dearest service tier: there is no condition on `"
                                + TIER + "`",
                        "add a condition on `" + TIER + "`");
            }
        }
    }
}
