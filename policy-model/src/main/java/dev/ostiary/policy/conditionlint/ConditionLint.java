package dev.ostiary.policy.conditionlint;

import dev.ostiary.policy.rule.LintRule;
import java.util.List;

/** All groups of rules about what a statement asks of the request. */
public final class ConditionLint {
    /** Each has no state and is safe for several threads. */
    public static final List<LintRule> RULES = List.of(
            new RegionRules(),
            new ConditionKeyRules(),
            new ConditionValueRules(),
            new ConditionWildcardRules(),
            new TagConditionRules(),
            new MissingKeyRules(),
            new VariableRules(),
            new ContradictionRules());

    private ConditionLint() {}
}
