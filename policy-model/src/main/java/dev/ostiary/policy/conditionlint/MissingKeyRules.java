package dev.ostiary.policy.conditionlint;

import dev.ostiary.policy.condition.Quantifier;
import dev.ostiary.policy.pattern.AsciiCase;
import dev.ostiary.policy.policy.PolicyKind;
import dev.ostiary.policy.rule.ConditionView;
import dev.ostiary.policy.rule.Findings;
import dev.ostiary.policy.rule.LintRule;
import dev.ostiary.policy.rule.LintTarget;
import dev.ostiary.policy.rule.Severity;
import dev.ostiary.policy.rule.StatementView;
import java.util.List;
import java.util.Map;

/** What happens when a request lacks a key. Source: IAM User Guide, "Condition operators" and "Multivalued keys". */
final class MissingKeyRules implements LintRule {
    private static final Map<String, List<String>> PAIRS = Map.of(
            "aws:vpcsourceip", List.of("aws:SourceVpc", "aws:SourceVpce", "aws:SourceVpcArn"),
            "aws:ec2instancesourceprivateipv4", List.of("aws:Ec2InstanceSourceVpc"));

    @Override
    public void check(LintTarget target, Findings findings) {
        if (target.kind() == PolicyKind.TRUST) {
            return;
        }
        for (StatementView statement : target.statements()) {
            checkPairs(statement, findings);
            for (ConditionView condition : ConditionView.of(statement)) {
                if (!condition.isNull()) {
                    check(target, condition, findings);
                }
            }
        }
    }

    /** A private address says something only together with the network that it is in. */
    private static void checkPairs(StatementView statement, Findings findings) {
        for (ConditionView condition : ConditionView.of(statement)) {
            List<String> partners = PAIRS.get(AsciiCase.lower(condition.key()));
            if (partners != null && !condition.isNull() && partners.stream().noneMatch(statement::hasCondition)) {
                condition.report(
                        findings,
                        "MISSING_PAIRED_CONDITION_KEYS",
                        Severity.SECURITY,
                        "`" + condition.key() + "` may be the same in another network, add a condition on `"
                                + partners.getFirst() + "`");
            }
        }
    }

    /** {@return whether a second Deny, which asks only for the key's absence, closes the gap} */
    private static boolean isDeniedWithout(String key, LintTarget target, ConditionView condition) {
        return target.denies().stream()
                .filter(deny -> ContradictionRules.coversAll(deny, condition.statement()))
                .map(ConditionView::of)
                .anyMatch(asked -> asked.size() == 1
                        && AsciiCase.lower(asked.getFirst().key()).equals(AsciiCase.lower(key))
                        && ContradictionRules.isNull(asked.getFirst(), "true"));
    }

    private static void check(LintTarget target, ConditionView condition, Findings findings) {
        boolean allow = condition.statement().isAllow();
        String key = condition.key();
        if (condition.operator().quantifier() == Quantifier.FOR_ANY_VALUE
                && condition.operator().ifExists()) {
            condition.report(
                    findings,
                    "PL_FORANYVALUE_IFEXISTS",
                    Severity.WARNING,
                    "AWS is said to ignore IfExists under ForAnyValue: a missing key does not match");
        }
        if (condition.isForAllValues()) {
            if (allow && !condition.isKnownPresent()) {
                condition.report(
                        findings,
                        "PL_FORALLVALUES_ALLOW",
                        Severity.SECURITY,
                        "ForAllValues holds when `" + key + "` is missing; add `\"Null\": {\"" + key
                                + "\": \"false\"}`");
            }
            return;
        }
        if (!target.keys().mayBeMissing(key) || condition.isKnownPresent()) {
            return;
        }
        if (allow && condition.holdsWhenMissing()) {
            condition.report(
                    findings,
                    "PL_ALLOW_MISSING_KEY",
                    Severity.WARNING,
                    "this Allow also applies when `" + key + "` is missing");
        } else if (!allow && !condition.holdsWhenMissing() && !isDeniedWithout(key, target, condition)) {
            condition.report(
                    findings,
                    "PL_DENY_MISSING_KEY",
                    Severity.WARNING,
                    "leaving `" + key + "` out avoids this Deny; use a negated operator, or add a Deny with `Null`");
        }
    }
}
