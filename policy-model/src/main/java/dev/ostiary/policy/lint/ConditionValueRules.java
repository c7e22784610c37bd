package dev.ostiary.policy.lint;

import dev.ostiary.policy.condition.BoolText;
import dev.ostiary.policy.condition.Comparison;
import dev.ostiary.policy.condition.DecimalText;
import dev.ostiary.policy.condition.IpRange;
import dev.ostiary.policy.condition.PointInTime;
import dev.ostiary.policy.condition.Quantifier;
import dev.ostiary.policy.pattern.Glob;
import dev.ostiary.policy.policy.ConditionValue;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values that do not fit their operator, and operators that do not fit their key. */
final class ConditionValueRules implements LintRule {
    @Override
    public void check(LintTarget target, Findings findings) {
        for (StatementView statement : target.statements()) {
            for (ConditionView condition : ConditionView.of(statement)) {
                checkFamily(target.keys().findType(condition.key()), condition, findings);
                condition.condition().values().forEach(value -> checkValue(condition, value, findings));
                checkCount(condition, findings);
                checkEmpty(condition, findings);
                checkAnything(condition, findings);
            }
        }
    }

    private static void checkFamily(@Nullable String type, ConditionView condition, Findings findings) {
        if (type != null && !fits(type, condition.operator().comparison())) {
            condition.report(
                    findings,
                    "TYPE_MISMATCH",
                    Severity.WARNING,
                    "`" + condition.key() + "` is of type " + type + ", which `"
                            + condition.operator().text() + "` does not compare");
        }
    }

    private static boolean fits(String type, Comparison comparison) {
        return switch (comparison.family()) {
            case NULL, BINARY -> true;
            case STRING -> type.contains("String") || type.equals("ARN");
            // Access Analyzer does not object to Arn operators on texts
            case ARN -> type.contains("String") || type.contains("ARN");
            case NUMERIC -> type.contains("Numeric");
            case DATE -> type.contains("Date");
            case BOOL -> type.contains("Bool");
            case IP -> type.contains("IP");
        };
    }

    private static void checkValue(ConditionView condition, ConditionValue value, Findings findings) {
        String text = value.text();
        if (text.contains("${")) {
            return;
        }
        switch (condition.operator().comparison().family()) {
            case NULL, BOOL ->
                mismatch(BoolText.parse(text) == null, "BOOLEAN", "true or false", value, condition, findings);
            case NUMERIC -> mismatch(DecimalText.parse(text) == null, "NUMBER", "a number", value, condition, findings);
            case DATE -> {
                boolean wrong = PointInTime.parse(text) == null;
                if (wrong) {
                    add(findings, "INVALID_DATE_VALUE", Severity.WARNING, condition, value, "is not a date");
                }
            }
            case IP -> checkIp(condition, value, findings);
            case STRING -> checkWildcard(condition, value, findings);
            case ARN, BINARY -> {}
        }
    }

    private static void mismatch(
            boolean wrong,
            String type,
            String expected,
            ConditionValue value,
            ConditionView condition,
            Findings findings) {
        if (wrong) {
            add(findings, "TYPE_MISMATCH_" + type, Severity.WARNING, condition, value, "is not " + expected);
        }
    }

    private static void checkIp(ConditionView condition, ConditionValue value, Findings findings) {
        IpRange range = IpRange.parse(value.text());
        if (range == null) {
            add(findings, "TYPE_MISMATCH_IP_RANGE", Severity.ERROR, condition, value, "is not a range of addresses");
        } else if (range.hasHostBits()) {
            add(findings, "IMPROVE_IP_RANGE", Severity.SUGGESTION, condition, value, "has bits set behind its prefix");
        }
    }

    private static void checkWildcard(ConditionView condition, ConditionValue value, Findings findings) {
        if (!condition.operator().comparison().takesWildcards() && Glob.hasWildcard(value.text())) {
            add(
                    findings,
                    "WILDCARD_WITHOUT_LIKE_OPERATOR",
                    Severity.WARNING,
                    condition,
                    value,
                    "has a wildcard that `" + condition.operator().text() + "` takes as plain text, write `"
                            + (condition.operator().comparison().isNegated() ? "StringNotLike" : "StringLike") + "`");
        }
    }

    private static void checkCount(ConditionView condition, Findings findings) {
        Set<Boolean> bools = condition.condition().values().stream()
                .map(value -> BoolText.parse(value.text()))
                .filter(value -> value != null)
                .collect(Collectors.toSet());
        boolean truth = condition.operator().comparison().family() == Comparison.Family.BOOL || condition.isNull();
        if (truth && bools.size() == 2) {
            condition.report(
                    findings,
                    "INVALID_CONDITION_MULTIPLE_BOOLEAN",
                    Severity.ERROR,
                    "true and false together always match");
        }
        String name = condition.operator().comparison().text();
        boolean ordered = name.contains("Less") || name.contains("Greater");
        if (ordered && condition.condition().values().size() > 1) {
            condition.report(
                    findings,
                    "REDUNDANT_CONDITION_VALUE_NUM",
                    Severity.SUGGESTION,
                    "of several bounds only one counts");
        }
    }

    private static void checkEmpty(ConditionView condition, Findings findings) {
        if (!condition.condition().values().isEmpty()) {
            return;
        }
        String suffix = switch (condition.operator().quantifier()) {
            case FOR_ALL_VALUES -> "_FORALLVALUES";
            case FOR_ANY_VALUE -> "_FORANYVALUE";
            case NONE -> condition.operator().ifExists() ? "_IFEXISTS" : "";
        };
        boolean onlyMissing = condition.operator().quantifier() != Quantifier.FOR_ANY_VALUE && !suffix.isEmpty();
        condition.report(
                findings,
                "EMPTY_ARRAY_CONDITION" + suffix,
                Severity.WARNING,
                "`" + condition.key() + "` is compared with nothing: the condition "
                        + (onlyMissing ? "holds only for a missing key" : "never holds"));
    }

    /** A lone {@code *} asks only whether the key is there. */
    private static void checkAnything(ConditionView condition, Findings findings) {
        Comparison comparison = condition.operator().comparison();
        boolean like = comparison == Comparison.STRING_LIKE || comparison == Comparison.STRING_NOT_LIKE;
        boolean anything = condition.condition().values().stream()
                .anyMatch(value -> value.text().equals("*"));
        boolean plain = condition.operator().quantifier() == Quantifier.NONE
                && !condition.operator().ifExists();
        if (like && anything && plain) {
            condition.report(
                    findings,
                    comparison.isNegated() ? "EQUIVALENT_TO_NULL_TRUE" : "EQUIVALENT_TO_NULL_FALSE",
                    Severity.SUGGESTION,
                    "this asks only whether `" + condition.key() + "` is "
                            + (comparison.isNegated() ? "missing" : "there") + ", write `Null`");
        }
    }

    private static void add(
            Findings findings,
            String rule,
            Severity severity,
            ConditionView condition,
            ConditionValue value,
            String what) {
        findings.add(
                rule, severity, condition.statement().statement(), value.position(), "`" + value.text() + "` " + what);
    }
}
