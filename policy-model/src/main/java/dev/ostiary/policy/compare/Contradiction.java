package dev.ostiary.policy.compare;

import dev.ostiary.policy.cells.KeyCandidates;
import dev.ostiary.policy.cells.TooComplexException;
import dev.ostiary.policy.condition.CompiledCondition;
import dev.ostiary.policy.condition.Operator;
import dev.ostiary.policy.condition.Quantifier;
import dev.ostiary.policy.context.RequestContext;
import dev.ostiary.policy.pattern.AsciiCase;
import dev.ostiary.policy.policy.ConditionValue;
import dev.ostiary.policy.policy.KeyCondition;
import dev.ostiary.policy.policy.OperatorBlock;
import dev.ostiary.policy.policy.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether several conditions on one key can hold together: asks one value of every cell that they tell apart. */
public final class Contradiction {
    private final String key;
    private final List<CompiledCondition> conditions = new ArrayList<>();
    private final KeyCandidates candidates = new KeyCandidates();

    private Contradiction(String key) {
        this.key = key;
    }

    /**
     * {@return whether the conditions on some key are known to exclude each other, so that the statement never applies}
     * What is compared with a variable or as a set is left out, and keys with one condition are not looked at.
     *
     * @param variables whether the statement's document is of a version with policy variables
     */
    public static boolean isIn(Statement statement, boolean variables) {
        Map<String, Contradiction> byKey = new LinkedHashMap<>();
        Side side = new Side(statement, variables);
        for (OperatorBlock block : statement.conditions()) {
            Operator operator = Operator.parse(block.operator());
            for (KeyCondition each : block.keys()) {
                if (operator != null
                        && operator.quantifier() == Quantifier.NONE
                        && !side.isOpaque(block.operator(), each)) {
                    byKey.computeIfAbsent(AsciiCase.lower(each.key()), Contradiction::new)
                            .add(operator, each, side);
                }
            }
        }
        return byKey.values().stream().anyMatch(Contradiction::neverHolds);
    }

    private void add(Operator operator, KeyCondition condition, Side side) {
        conditions.add(CompiledCondition.compile(
                operator.text(), condition, side.statement().effect(), side.variables()));
        for (ConditionValue value : condition.values()) {
            candidates.add(operator, value.text(), side.variables());
        }
    }

    private boolean neverHolds() {
        if (conditions.size() < 2 || !candidates.areComplete() || allHold(RequestContext.empty())) {
            return false;
        }
        try {
            return candidates.singles().stream()
                    .noneMatch(value -> allHold(RequestContext.empty().with(key, value)));
        } catch (TooComplexException tooComplex) {
            return false;
        }
    }

    private boolean allHold(RequestContext context) {
        return conditions.stream().allMatch(condition -> condition.holds(context));
    }
}
