package dev.ostiary.policy.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement as written.
 *
 * @param principals only in trust policies, else null
 * @param resources null in trust policies
 * @param conditions empty when there is no Condition; all blocks must hold
 */
public record Statement(
        StatementLabel label,
        Effect effect,
        @Nullable PrincipalList principals,
        PatternList actions,
        @Nullable PatternList resources,
        List<OperatorBlock> conditions) {
    public Statement {
        conditions = List.copyOf(conditions);
    }

    /** {@return this statement with another place in its document, keeping its Sid} */
    public Statement withIndex(int index) {
        StatementLabel moved = new StatementLabel(index, label.sid(), label.position());
        return new Statement(moved, effect, principals, actions, resources, conditions);
    }
}
