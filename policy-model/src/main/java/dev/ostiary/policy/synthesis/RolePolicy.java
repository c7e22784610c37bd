package dev.ostiary.policy.synthesis;

import dev.ostiary.policy.compare.AccessComparer;
import dev.ostiary.policy.policy.Effect;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * One role for many apps: it allows everything that some app may do. A Deny stays only when every app has it, since the
 * Deny of one app must not hit another; conditions on keys that AWS does not see from the gateway go. Both make the role
 * wider than the apps together, so both are reported.
 *
 * @param documents each at most as large as AWS stores a managed policy; more than ten do not fit one role
 * @param lostConditions keys whose conditions were dropped
 * @param lostDenies how many different Deny statements were dropped
 * @param uncovered indexes of the apps whose access the comparer could not prove to be inside the role; empty is right
 */
public record RolePolicy(
        List<PolicyDocument> documents, Set<String> lostConditions, int lostDenies, List<Integer> uncovered) {
    public RolePolicy {
        documents = List.copyOf(documents);
        lostConditions = Set.copyOf(lostConditions);
        uncovered = List.copyOf(uncovered);
    }

    /**
     * {@return the role for these apps, always the same for the same apps in the same order}
     *
     * @param apps the identity policies of each app
     * @param enforceable whether AWS sees this condition key on the gateway's calls
     */
    public static RolePolicy of(
            List<List<PolicyDocument>> apps, Predicate<String> enforceable, AccessComparer comparer) {
        Set<String> lost = new TreeSet<>();
        ConditionFilter filter = new ConditionFilter(enforceable, lost);
        List<Statement> allows = new ArrayList<>();
        for (List<PolicyDocument> app : apps) {
            statements(app, Effect.ALLOW).forEach(statement -> allows.add(filter.widen(statement)));
        }
        SharedDenies denies = SharedDenies.of(apps, enforceable);
        List<Statement> merged = StatementMerger.merge(allows);
        List<Statement> all = new ArrayList<>(Redundancies.remove(merged, comparer));
        all.addAll(denies.shared());
        List<PolicyDocument> documents = SizeSplitter.split(all);
        List<Integer> uncovered = new ArrayList<>();
        for (int i = 0; i < apps.size(); i++) {
            if (!comparer.grantsNoMore(documents, apps.get(i)).passed()) {
                uncovered.add(i);
            }
        }
        return new RolePolicy(documents, lost, denies.dropped(), uncovered);
    }

    static List<Statement> statements(List<PolicyDocument> documents, Effect effect) {
        return documents.stream()
                .flatMap(document -> document.statements().stream())
                .filter(statement -> statement.effect() == effect)
                .toList();
    }
}
