package dev.ostiary.policy.explanation;

import dev.ostiary.policy.condition.ConditionTrace;
import dev.ostiary.policy.policy.Effect;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How far an answer holds while some keys of the request are not known.
 *
 * @param conditions what it hangs on, for example {@code only with bedrock:ServiceTier StringEquals [default]}; empty unless the
 *     answer is conditional
 */
public record Dependence(Answer answer, List<String> conditions) {
    /** Yes, no, or it depends. */
    public enum Answer {
        ALLOWED,
        CONDITIONAL,
        DENIED
    }

    /**
     * Which keys are open.
     *
     * @param unknown keys that a real request has, but whose value nobody knows here
     * @param optional keys that a request may bring or not; without them the explanation says what happens
     */
    public record OpenKeys(Predicate<String> unknown, Predicate<String> optional) {}

    public Dependence {
        conditions = List.copyOf(conditions);
    }

    /**
     * {@return how far the explained decision holds}
     *
     * @param explanation made without the open keys
     */
    public static Dependence of(Explanation explanation, OpenKeys keys) {
        List<Reading> parts = explanation.parts().stream()
                .map(part -> new Reading(part.layers(), keys))
                .toList();
        if (parts.stream().allMatch(Reading::isSurelyAllowed)) {
            return new Dependence(Answer.ALLOWED, List.of());
        }
        if (parts.stream().anyMatch(Reading::isSurelyDenied)) {
            return new Dependence(Answer.DENIED, List.of());
        }
        Set<String> conditions = new LinkedHashSet<>();
        parts.forEach(part -> conditions.addAll(part.conditions()));
        return new Dependence(Answer.CONDITIONAL, List.copyOf(conditions));
    }

    /** Whether a statement applies. */
    private enum Truth {
        YES,
        NO,
        OPEN
    }

    /** One part of a call, read for its best and its worst case. */
    private record Reading(List<LayerExplanation> layers, OpenKeys keys) {

        boolean isSurelyAllowed() {
            return layers.stream()
                    .allMatch(layer -> allowsSurely(layer)
                            && statements(layer, Effect.DENY).stream()
                                    .allMatch(deny -> truth(deny, keys.unknown()) == Truth.NO));
        }

        boolean isSurelyDenied() {
            return layers.stream()
                    .anyMatch(layer -> statements(layer, Effect.ALLOW).stream()
                                    .allMatch(allow -> open(allow) == Truth.NO)
                            || statements(layer, Effect.DENY).stream().anyMatch(deny -> open(deny) == Truth.YES));
        }

        List<String> conditions() {
            List<String> texts = new ArrayList<>();
            for (LayerExplanation layer : layers) {
                if (!allowsSurely(layer)) {
                    add("only with ", statements(layer, Effect.ALLOW), texts);
                }
                List<StatementExplanation> denies = statements(layer, Effect.DENY).stream()
                        .filter(deny -> truth(deny, keys.unknown()) != Truth.NO)
                        .toList();
                add("not with ", denies, texts);
            }
            return texts;
        }

        private void add(String beginning, List<StatementExplanation> statements, List<String> texts) {
            statements.stream()
                    .filter(statement -> open(statement) == Truth.OPEN)
                    .map(statement -> statement.conditions().stream()
                            .filter(this::isOpen)
                            .map(Reading::text)
                            .collect(Collectors.joining(" and ")))
                    .forEach(text -> texts.add(beginning + text));
        }

        private boolean allowsSurely(LayerExplanation layer) {
            return statements(layer, Effect.ALLOW).stream()
                    .anyMatch(allow -> truth(allow, keys.unknown()) == Truth.YES);
        }

        private Truth open(StatementExplanation statement) {
            return truth(
                    statement,
                    key -> keys.unknown().test(key) || keys.optional().test(key));
        }

        private boolean isOpen(ConditionTrace condition) {
            return condition.missing()
                    && (keys.unknown().test(condition.key()) || keys.optional().test(condition.key()));
        }

        private static Truth truth(StatementExplanation statement, Predicate<String> open) {
            Truth truth = statement.actionMatches() && statement.resourceMatches() ? Truth.YES : Truth.NO;
            for (ConditionTrace condition : statement.conditions()) {
                if (condition.missing() && open.test(condition.key())) {
                    truth = truth == Truth.YES ? Truth.OPEN : truth;
                } else if (!condition.holds()) {
                    truth = Truth.NO;
                }
            }
            return truth;
        }

        private static List<StatementExplanation> statements(LayerExplanation layer, Effect effect) {
            return layer.statements().stream()
                    .filter(statement -> statement.effect() == effect)
                    .toList();
        }

        private static String text(ConditionTrace condition) {
            return condition.key() + " " + condition.operator() + " " + condition.policyValues();
        }
    }
}
