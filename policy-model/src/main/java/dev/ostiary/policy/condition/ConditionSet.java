package dev.ostiary.policy.condition;

import dev.ostiary.policy.context.RequestContext;
import dev.ostiary.policy.policy.Effect;
import dev.ostiary.policy.policy.OperatorBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole Condition: all operators and all their keys must hold. Also serves conditions that stand outside of statements,
 * such as those that say which tokens may act as an app. Immutable and safe for several threads.
 */
public final class ConditionSet {
    private final CompiledCondition[] conditions;

    private ConditionSet(CompiledCondition[] conditions) {
        this.conditions = conditions;
    }

    /**
     * {@return the conditions of these blocks; without any it always holds}
     *
     * @param effect which side is the safe one: under ALLOW a doubtful condition fails, under DENY it holds
     * @param variables whether policy variables are known, as in documents of version 2012-10-17
     */
    public static ConditionSet compile(List<OperatorBlock> blocks, Effect effect, boolean variables) {
        List<CompiledCondition> compiled = new ArrayList<>();
        for (OperatorBlock block : blocks) {
            block.keys()
                    .forEach(key -> compiled.add(CompiledCondition.compile(block.operator(), key, effect, variables)));
        }
        return new ConditionSet(compiled.toArray(CompiledCondition[]::new));
    }

    /** {@return whether every condition holds for this request} */
    public boolean holds(RequestContext context) {
        for (CompiledCondition condition : conditions) {
            if (!condition.holds(context)) {
                return false;
            }
        }
        return true;
    }

    /** {@return how many conditions fail} */
    public int failing(RequestContext context) {
        int failing = 0;
        for (CompiledCondition condition : conditions) {
            failing += condition.holds(context) ? 0 : 1;
        }
        return failing;
    }

    /** {@return what each condition says, in the order written} */
    public List<ConditionTrace> trace(RequestContext context) {
        List<ConditionTrace> traces = new ArrayList<>();
        for (CompiledCondition condition : conditions) {
            traces.add(condition.trace(context));
        }
        return traces;
    }
}
