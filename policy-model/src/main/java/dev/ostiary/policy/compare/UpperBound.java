package dev.ostiary.policy.compare;

import dev.ostiary.policy.evaluation.PolicyLayer;
import dev.ostiary.policy.evaluation.Slot;
import dev.ostiary.policy.policy.Effect;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.policy.PatternList;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.Position;
import dev.ostiary.policy.policy.Statement;
import dev.ostiary.policy.policy.StatementLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Identity documents that grant at least what all layers together grant: the identity policies, every Deny of every layer, and
 * for each limiting slot a Deny of what lies outside of all its actions and outside of all its resources. Exact for slots that
 * allow everything but what they deny, and for slots whose Allows are one product of actions and resources.
 */
final class UpperBound {
    private static final String EVERYTHING = "*";

    private UpperBound() {}

    static List<PolicyDocument> of(List<Slot> slots) {
        List<PolicyDocument> bound = new ArrayList<>();
        for (Slot slot : slots) {
            if (slot.layer() == PolicyLayer.IDENTITY) {
                slot.policies().forEach(policy -> bound.add(policy.document()));
                continue;
            }
            slot.policies().forEach(policy -> bound.add(denies(policy.document())));
            bound.add(PolicyDocument.of(outside(allows(slot))));
        }
        return bound;
    }

    private static PolicyDocument denies(PolicyDocument document) {
        List<Statement> denies = document.statements().stream()
                .filter(statement -> statement.effect() == Effect.DENY)
                .toList();
        return new PolicyDocument(document.version(), document.id(), denies, false);
    }

    private static List<Statement> allows(Slot slot) {
        return slot.policies().stream()
                .map(NamedPolicy::document)
                .flatMap(document -> document.statements().stream())
                .filter(statement -> statement.effect() == Effect.ALLOW)
                .toList();
    }

    private static List<Statement> outside(List<Statement> allows) {
        PatternList all = PatternList.of(List.of(EVERYTHING));
        if (allows.isEmpty()) {
            return List.of(deny(all, all));
        }
        List<PatternList> actions = allows.stream().map(Statement::actions).toList();
        List<PatternList> resources = allows.stream()
                .map(Statement::resources)
                .filter(Objects::nonNull)
                .toList();
        List<Statement> outside = new ArrayList<>();
        if (canBeExcluded(actions)) {
            outside.add(deny(not(actions), all));
        }
        if (resources.size() == allows.size() && canBeExcluded(resources)) {
            outside.add(deny(all, not(resources)));
        }
        return outside;
    }

    /** A Not form or a variable would need reasoning about its complement; leaving it out only makes the bound wider. */
    private static boolean canBeExcluded(List<PatternList> lists) {
        return lists.stream().noneMatch(PatternList::negated)
                && lists.stream()
                        .flatMap(list -> list.texts().stream())
                        .noneMatch(text -> text.equals(EVERYTHING) || text.contains("${"));
    }

    private static PatternList not(List<PatternList> lists) {
        List<String> texts =
                lists.stream().flatMap(list -> list.texts().stream()).distinct().toList();
        return new PatternList(true, false, PatternList.of(texts).entries());
    }

    private static Statement deny(PatternList actions, PatternList resources) {
        return new Statement(
                new StatementLabel(0, null, Position.NONE), Effect.DENY, null, actions, resources, List.of());
    }
}
