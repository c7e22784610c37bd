package dev.ostiary.policy.rule;

import dev.ostiary.policy.condition.Comparison;
import dev.ostiary.policy.condition.Operator;
import dev.ostiary.policy.condition.Quantifier;
import dev.ostiary.policy.pattern.AsciiCase;
import dev.ostiary.policy.policy.KeyCondition;
import java.util.List;

/** One key under a known operator, with its statement. */
public record ConditionView(StatementView statement, Operator operator, KeyCondition condition) {
    public static List<ConditionView> of(StatementView statement) {
        return statement.statement().conditions().stream()
                .filter(block -> Operator.parse(block.operator()) != null)
                .flatMap(block ->
                        block.keys().stream().map(key -> new ConditionView(statement, parse(block.operator()), key)))
                .toList();
    }

    private static Operator parse(String text) {
        Operator operator = Operator.parse(text);
        if (operator == null) {
            throw new IllegalStateException("unknown operators were left out before: " + text);
        }
        return operator;
    }

    public String key() {
        return condition.key();
    }

    public boolean isNull() {
        return operator.comparison() == Comparison.NULL;
    }

    /** {@return whether the condition holds when the request lacks the key} */
    public boolean holdsWhenMissing() {
        return switch (operator.quantifier()) {
            case FOR_ALL_VALUES -> true;
            case FOR_ANY_VALUE -> false;
            case NONE -> operator.comparison().isNegated() || operator.ifExists();
        };
    }

    public boolean isForAllValues() {
        return operator.quantifier() == Quantifier.FOR_ALL_VALUES;
    }

    /** {@return whether the same statement asks with Null whether this key is there, and wants it to be} */
    public boolean isKnownPresent() {
        return of(statement).stream()
                .anyMatch(other -> other.isNull()
                        && AsciiCase.lower(other.key()).equals(AsciiCase.lower(key()))
                        && other.condition().values().stream()
                                .allMatch(value -> AsciiCase.lower(value.text()).equals("false")));
    }

    public void report(Findings findings, String rule, Severity severity, String message) {
        findings.add(rule, severity, statement.statement(), condition.position(), message);
    }
}
