package dev.ostiary.policy.lint;

import dev.ostiary.policy.condition.Operator;
import dev.ostiary.policy.pattern.AsciiCase;
import dev.ostiary.policy.policy.ConditionValue;
import dev.ostiary.policy.policy.KeyCondition;
import dev.ostiary.policy.policy.OperatorBlock;
import dev.ostiary.policy.policy.Position;
import java.util.List;
import java.util.regex.Pattern;

/** Guardrails that are meant to be required. Source: Bedrock User Guide, "Set up permissions to use guardrails". */
final class GuardrailRules implements LintRule {
    private static final String KEY = "bedrock:GuardrailIdentifier";
    private static final String APPLY = "bedrock:ApplyGuardrail";
    private static final Pattern PINNED = Pattern.compile("(.*guardrail/[^:]*):\\d+");

    @Override
    public void check(LintTarget target, Findings findings) {
        boolean denied = target.denies().stream()
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
        if (target.allows().stream().anyMatch(StatementView::coversInvocation)) {
            checkApply(target, findings);
        }
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
        for (StatementView statement : target.statements()) {
            for (OperatorBlock block : statement.statement().conditions()) {
                boolean demands = isNegated(block.operator()) != statement.isAllow()
                        && !block.operator().contains("Null");
                if (demands && statement.coversInvocation()) {
                    guardrails(block).forEach(value -> checkApply(target, statement, value, findings));
                }
            }
        }
    }

    private static void checkApply(
            LintTarget target, StatementView statement, ConditionValue value, Findings findings) {
        String arn = value.text().replaceFirst("(guardrail/[^:]*):[^:]*$", "$1");
        boolean allowed = target.allows().stream().anyMatch(allow -> allow.covers(APPLY) && allow.coversResource(arn));
        if (!allowed && !value.text().contains("${")) {
            findings.addWithFix(
                    "BR_GUARDRAIL_NO_APPLY",
                    Severity.ERROR,
                    statement.statement(),
                    value.position(),
                    "the guardrail `" + value.text() + "` is required, but `" + APPLY + "` on it is not allowed",
                    "allow `" + APPLY + "` on `" + arn + "`");
        }
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
                .filter(key -> AsciiCase.lower(key.key()).equals(AsciiCase.lower(KEY)))
                .map(KeyCondition::values)
                .flatMap(List::stream)
                .toList();
    }

    private static boolean isNegated(String operator) {
        Operator parsed = Operator.parse(operator);
        return parsed != null && parsed.comparison().isNegated();
    }
}
