package dev.ostiary.policy.lint;

import dev.ostiary.policy.condition.Comparison;
import dev.ostiary.policy.condition.Operator;
import dev.ostiary.policy.condition.Quantifier;
import dev.ostiary.policy.pattern.AsciiCase;
import dev.ostiary.policy.pattern.Glob;
import dev.ostiary.policy.policy.ConditionValue;
import dev.ostiary.policy.policy.KeyCondition;
import dev.ostiary.policy.policy.OperatorBlock;
import dev.ostiary.policy.policy.Position;
import dev.ostiary.policy.rule.Findings;
import dev.ostiary.policy.rule.LintRule;
import dev.ostiary.policy.rule.LintTarget;
import dev.ostiary.policy.rule.Severity;
import dev.ostiary.policy.rule.StatementView;
import java.util.List;
import java.util.regex.Pattern;

/** Guardrails that are meant to be required. Source: Bedrock User Guide, "Set up permissions to use guardrails". */
final class GuardrailRules implements LintRule {
    private static final String KEY = "bedrock:GuardrailIdentifier";
    private static final String APPLY = "bedrock:ApplyGuardrail";
    private static final Pattern PINNED = Pattern.compile("(.*guardrail/[^:]*):\\d+");

    @Override
    public void check(LintTarget target, Findings findings) {
        boolean denied = target.allDenies().stream()
                .anyMatch(deny -> deny.coversInvocation()
                        && deny.hasCondition(KEY, operator -> isNegated(operator) || operator.equals("Null")));
        for (StatementView statement : target.statements()) {
            checkPinned(statement, findings);
        }
        if (!target.grants()) {
            return;
        }
        for (StatementView statement : target.allows()) {
            if (statement.coversInvocation() && !statement.isNotAction()) {
                checkRequired(target, statement, denied, findings);
            }
        }
        checkApply(target, findings);
    }

    private static void checkRequired(LintTarget target, StatementView statement, boolean denied, Findings findings) {
        boolean required = statement.hasCondition(KEY);
        Position position = statement.statement().label().position();
        if (!required && !denied) {
            findings.add(
                    "BR_GUARDRAIL_NOT_REQUIRED",
                    target.facts().guardrailsRequired() ? Severity.SECURITY : Severity.WARNING,
                    statement.statement(),
                    position,
                    "models may be called without a guardrail: there is no condition on `" + KEY + "`");
        } else if (required && !denied) {
            findings.add(
                    "BR_GUARDRAIL_ALLOW_ONLY",
                    Severity.WARNING,
                    statement.statement(),
                    position,
                    "another Allow lifts this guardrail; add a Deny with `StringNotEquals` on `" + KEY + "`");
        }
    }

    private static void checkApply(LintTarget target, Findings findings) {
        boolean invokes = target.allAllows().stream().anyMatch(StatementView::coversInvocation);
        for (StatementView statement : target.statements()) {
            for (OperatorBlock block : statement.statement().conditions()) {
                if (invokes && statement.coversInvocation() && demands(statement, block)) {
                    checkApply(target, statement, guardrails(block), findings);
                }
            }
        }
    }

    /** {@return whether no call passes the statement without one of the block's guardrails} */
    private static boolean demands(StatementView statement, OperatorBlock block) {
        Operator operator = Operator.parse(block.operator());
        if (operator == null || operator.comparison() == Comparison.NULL) {
            return false;
        }
        return statement.isAllow()
                ? !operator.comparison().isNegated()
                        && !operator.ifExists()
                        && operator.quantifier() != Quantifier.FOR_ALL_VALUES
                : operator.comparison().isNegated();
    }

    private static void checkApply(
            LintTarget target, StatementView statement, List<ConditionValue> guardrails, Findings findings) {
        List<ConditionValue> refused = guardrails.stream()
                .filter(value -> !value.text().contains("${") && !mayApply(target, withoutVersion(value)))
                .toList();
        // a Deny does its work all the same: it is the calls that fail
        boolean dead = statement.isAllow() && refused.size() == guardrails.size();
        for (ConditionValue value : refused) {
            findings.addWithFix(
                    "BR_GUARDRAIL_NO_APPLY",
                    dead ? Severity.ERROR : Severity.WARNING,
                    statement.statement(),
                    value.position(),
                    "the guardrail `" + value.text() + "` is required, but `" + APPLY + "` on it is not allowed",
                    "allow `" + APPLY + "` on `" + withoutVersion(value) + "`");
        }
    }

    private static String withoutVersion(ConditionValue value) {
        return value.text().replaceFirst("(guardrail/[^:]*):[^:]*$", "$1");
    }

    /** {@return whether some guardrail that the pattern means may be applied; true when only a closer look could tell} */
    private static boolean mayApply(LintTarget target, String pattern) {
        return target.allAllows().stream()
                .filter(allow -> allow.covers(APPLY))
                .anyMatch(allow -> allow.coversResource(pattern)
                        || Glob.hasWildcard(pattern)
                                && (allow.isNotResource()
                                        || allow.resources().stream()
                                                .anyMatch(each -> Glob.hasWildcard(each.text())
                                                        || Glob.of(pattern).matches(each.text()))));
    }

    private static void checkPinned(StatementView statement, Findings findings) {
        for (OperatorBlock block : statement.statement().conditions()) {
            if (block.operator().contains("Null")) {
                continue;
            }
            for (ConditionValue value : guardrails(block)) {
                if (!PINNED.matcher(value.text()).matches()) {
                    findings.add(
                            "BR_GUARDRAIL_UNPINNED",
                            Severity.WARNING,
                            statement.statement(),
                            value.position(),
                            "`" + value.text() + "` takes the draft or any version of the guardrail");
                }
            }
        }
    }

    private static List<ConditionValue> guardrails(OperatorBlock block) {
        return block.keys().stream()
                .filter(GuardrailRules::isKey)
                .map(KeyCondition::values)
                .flatMap(List::stream)
                .toList();
    }

    private static boolean isKey(KeyCondition condition) {
        return AsciiCase.lower(condition.key()).equals(AsciiCase.lower(KEY));
    }

    private static boolean isNegated(String operator) {
        Operator parsed = Operator.parse(operator);
        return parsed != null && parsed.comparison().isNegated();
    }
}
