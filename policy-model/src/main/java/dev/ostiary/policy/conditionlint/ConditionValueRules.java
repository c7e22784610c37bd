package dev.ostiary.policy.conditionlint;

import dev.ostiary.policy.condition.BoolText;
import dev.ostiary.policy.condition.Comparison;
import dev.ostiary.policy.condition.DecimalText;
import dev.ostiary.policy.condition.IpRange;
import dev.ostiary.policy.condition.PointInTime;
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
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values that do not fit their operator, and operators that do not fit their key. */
final class ConditionValueRules implements LintRule {
    private static final int YEAR_DIGITS = 4;
    private static final int MILLISECOND_DIGITS = 13;

    @Override
    public void check(LintTarget target, Findings findings) {
        for (StatementView statement : target.statements()) {
            for (ConditionView condition : ConditionView.of(statement)) {
                checkFamily(target.keys().findType(condition.key()), condition, findings);
                condition.condition().values().forEach(value -> checkValue(condition, value, findings));
                checkCount(condition, findings);
                checkEmpty(condition, findings);
                checkShapes(condition, findings);
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
        Comparison.Family family = condition.operator().comparison().family();
        boolean texts = family == Comparison.Family.STRING || family == Comparison.Family.ARN;
        mismatch(
                texts && value.shape() != ConditionValue.Shape.STRING,
                "STRING",
                "a string",
                value,
                condition,
                findings);
        switch (family) {
            case NULL, BOOL ->
                mismatch(BoolText.parse(text) == null, "BOOLEAN", "true or false", value, condition, findings);
            case NUMERIC -> mismatch(DecimalText.parse(text) == null, "NUMBER", "a number", value, condition, findings);
            case DATE -> checkDate(condition, value, findings);
            case IP -> checkIp(condition, value, findings);
            case STRING -> checkWildcard(condition, value, findings);
            case ARN, BINARY -> {}
        }
    }

    private static void checkDate(ConditionView condition, ConditionValue value, Findings findings) {
        String text = value.text();
        boolean digits = text.chars().allMatch(c -> c >= '0' && c <= '9');
        boolean epochKey = AsciiCase.lower(condition.key()).equals("aws:epochtime");
        boolean unlikely = digits && (text.length() <= YEAR_DIGITS || text.length() >= MILLISECOND_DIGITS);
        if (PointInTime.parse(text) == null) {
            add(findings, "INVALID_DATE_VALUE", Severity.WARNING, condition, value, "is not a date");
            mismatch(text.chars().noneMatch(Character::isDigit), "DATE", "a date", value, condition, findings);
        } else if (unlikely && !epochKey) {
            String what = "is read as seconds since 1970, write a date such as `2026-12-31T00:00:00Z`";
            add(findings, "INVALID_DATE_VALUE", Severity.WARNING, condition, value, what);
        }
    }

    /** Values of one key that are written as different types of JSON; IAM compares their texts. */
    private static void checkShapes(ConditionView condition, Findings findings) {
        long shapes = condition.condition().values().stream()
                .map(ConditionValue::shape)
                .distinct()
                .count();
        if (shapes > 1) {
            condition.report(
                    findings,
                    "INVALID_CONDITION_DATA_TYPE",
                    Severity.ERROR,
                    "the values of `" + condition.key() + "` mix strings, numbers and booleans, write all as strings");
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
