package dev.ostiary.policy.conditionlint;

import dev.ostiary.policy.compare.Contradiction;
import dev.ostiary.policy.condition.Comparison;
import dev.ostiary.policy.condition.Quantifier;
import dev.ostiary.policy.pattern.AsciiCase;
import dev.ostiary.policy.pattern.Glob;
import dev.ostiary.policy.policy.ConditionValue;
import dev.ostiary.policy.rule.ConditionView;
import dev.ostiary.policy.rule.Findings;
import dev.ostiary.policy.rule.LintRule;
import dev.ostiary.policy.rule.LintTarget;
import dev.ostiary.policy.rule.Severity;
import dev.ostiary.policy.rule.StatementView;
import java.util.List;

/** Statements that can never apply, and Allow statements that another one takes back. */
final class ContradictionRules implements LintRule {
    @Override
    public void check(LintTarget target, Findings findings) {
        for (StatementView statement : target.statements()) {
            if (isDead(ConditionView.of(statement))
                    || Contradiction.isIn(
                            statement.statement(), target.document().hasVariables())) {
                findings.add(
                        "PL_DEAD_STATEMENT",
                        Severity.WARNING,
                        statement.statement(),
                        statement.statement().label().position(),
                        "the conditions contradict each other, so the statement never applies");
            }
        }
        for (StatementView allow : target.allows()) {
            for (StatementView deny : target.denies()) {
                if (takesBack(deny, allow)) {
                    findings.add(
                            "PL_ALLOW_SHADOWED_BY_DENY",
                            Severity.WARNING,
                            allow.statement(),
                            allow.statement().label().position(),
                            "statement " + (deny.statement().label().index() + 1) + " denies all that this one allows");
                    break;
                }
            }
        }
    }

    private static boolean takesBack(StatementView deny, StatementView allow) {
        return deny.statement().conditions().isEmpty() && coversAll(deny, allow);
    }

    /** {@return whether the Deny takes every action on every resource of the other statement, whatever its own conditions} */
    static boolean coversAll(StatementView deny, StatementView other) {
        if (other.isNotAction() || other.isNotResource()) {
            return false;
        }
        // a pattern of the Allow inside a Not list would need more than a look at its text
        boolean exact =
                (!deny.isNotAction() || other.actions().stream().noneMatch(each -> Glob.hasWildcard(each.text())))
                        && (!deny.isNotResource()
                                || other.resources().stream().noneMatch(each -> Glob.hasWildcard(each.text())));
        return exact
                && other.actions().stream().allMatch(action -> deny.covers(action.text()))
                && !other.resources().isEmpty()
                && other.resources().stream().allMatch(resource -> deny.coversResource(resource.text()));
    }

    private static boolean isDead(List<ConditionView> conditions) {
        return conditions.stream().anyMatch(ContradictionRules::neverHolds)
                || conditions.stream()
                        .anyMatch(left -> conditions.stream()
                                .anyMatch(right -> left != right
                                        && AsciiCase.lower(left.key()).equals(AsciiCase.lower(right.key()))
                                        && contradict(left, right)));
    }

    private static boolean neverHolds(ConditionView condition) {
        boolean empty = condition.condition().values().isEmpty();
        return empty && !condition.holdsWhenMissing();
    }

    private static boolean contradict(ConditionView left, ConditionView right) {
        if (isNull(left, "true")) {
            return !right.isNull() ? !right.holdsWhenMissing() : isNull(right, "false");
        }
        if (left.operator().quantifier() != Quantifier.NONE
                || left.operator().comparison() != Comparison.STRING_EQUALS
                || left.operator().ifExists()
                || right.operator().quantifier() != Quantifier.NONE) {
            return false;
        }
        return !left.condition().values().isEmpty()
                && left.condition().values().stream().noneMatch(value -> accepts(right, value));
    }

    /** {@return whether the other condition may hold for this value of StringEquals} */
    private static boolean accepts(ConditionView other, ConditionValue value) {
        if (value.text().contains("${")
                || other.condition().values().stream()
                        .anyMatch(each -> each.text().contains("${"))) {
            return true;
        }
        boolean listed = other.condition().values().stream()
                .anyMatch(each -> switch (other.operator().comparison()) {
                    case STRING_LIKE, STRING_NOT_LIKE -> Glob.of(each.text()).matches(value.text());
                    default -> each.text().equals(value.text());
                });
        return switch (other.operator().comparison()) {
            case STRING_EQUALS, STRING_LIKE -> listed;
            case STRING_NOT_EQUALS, STRING_NOT_LIKE -> !listed;
            default -> true;
        };
    }

    static boolean isNull(ConditionView condition, String value) {
        return condition.isNull()
                && condition.operator().quantifier() == Quantifier.NONE
                && !condition.condition().values().isEmpty()
                && condition.condition().values().stream()
                        .allMatch(each -> AsciiCase.lower(each.text()).equals(value));
    }
}
