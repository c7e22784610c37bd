package dev.ostiary.policy.synthesis;

import dev.ostiary.policy.policy.KeyCondition;
import dev.ostiary.policy.policy.OperatorBlock;
import dev.ostiary.policy.policy.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Takes conditions out of Allow statements that AWS could not check, and notes which. */
final class ConditionFilter {
    private final Predicate<String> enforceable;
    private final Set<String> lost;

    ConditionFilter(Predicate<String> enforceable, Set<String> lost) {
        this.enforceable = enforceable;
        this.lost = lost;
    }

    Statement widen(Statement statement) {
        List<OperatorBlock> kept = new ArrayList<>();
        for (OperatorBlock block : statement.conditions()) {
            List<KeyCondition> keys = block.keys().stream()
                    .filter(key -> enforceable.test(key.key()))
                    .toList();
            block.keys().stream()
                    .map(KeyCondition::key)
                    .filter(enforceable.negate())
                    .forEach(lost::add);
            if (!keys.isEmpty()) {
                kept.add(new OperatorBlock(block.operator(), keys, block.position()));
            }
        }
        return new Statement(
                statement.label(), statement.effect(), null, statement.actions(), statement.resources(), kept);
    }
}
