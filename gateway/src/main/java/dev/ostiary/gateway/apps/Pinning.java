package dev.ostiary.gateway.apps;

import dev.ostiary.gateway.store.TokenCondition;
import dev.ostiary.policy.condition.Comparison;
import dev.ostiary.policy.condition.Operator;
import dev.ostiary.policy.condition.Quantifier;
import dev.ostiary.policy.policy.KeyCondition;
import dev.ostiary.policy.policy.OperatorBlock;

/**
 * Whether a condition says who the app is, or only who it is not. It says so when at least one claim must be there and have one of
 * some values; {@code IfExists}, {@code ForAllValues}, {@code Null}, the negated operators and {@code *} let in strangers, whose
 * tokens simply lack the claim or have another one.
 */
final class Pinning {
    private Pinning() {}

    static boolean pins(TokenCondition condition) {
        return condition.blocks().stream().anyMatch(Pinning::pins);
    }

    private static boolean pins(OperatorBlock block) {
        Operator operator = Operator.parse(block.operator());
        return operator != null
                && !operator.ifExists()
                && operator.quantifier() != Quantifier.FOR_ALL_VALUES
                && operator.comparison() != Comparison.NULL
                && !operator.comparison().isNegated()
                && block.keys().stream().anyMatch(key -> pins(operator.comparison(), key));
    }

    private static boolean pins(Comparison comparison, KeyCondition key) {
        return key.values().stream().noneMatch(value -> matchesAnything(comparison, value.text()));
    }

    private static boolean matchesAnything(Comparison comparison, String text) {
        return comparison.takesWildcards()
                ? text.indexOf('*') >= 0 && text.chars().allMatch(c -> c == '*' || c == '?' || c == ':')
                : comparison.family() == Comparison.Family.IP && text.endsWith("/0");
    }
}
