package dev.ostiary.policy.evaluation;

import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.policy.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A statement at its place among all statements of a policy set.
 *
 * @param ordinal position in the order in which denies are reported
 */
record PlacedStatement(int ordinal, Slot slot, NamedPolicy policy, Statement written, CompiledStatement compiled) {
    static List<PlacedStatement> of(List<Slot> slots) {
        List<PlacedStatement> placed = new ArrayList<>();
        for (Slot slot : slots) {
            for (NamedPolicy policy : slot.policies()) {
                for (Statement statement : policy.document().statements()) {
                    CompiledStatement compiled = CompiledStatement.compile(statement, policy.document());
                    placed.add(new PlacedStatement(placed.size(), slot, policy, statement, compiled));
                }
            }
        }
        return placed;
    }

    StatementReference reference() {
        return new StatementReference(
                slot.layer(),
                policy.name(),
                written.label().index(),
                written.label().sid(),
                written.label().position());
    }
}
