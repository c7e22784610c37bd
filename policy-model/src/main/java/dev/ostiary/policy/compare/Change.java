package dev.ostiary.policy.compare;

import dev.ostiary.policy.policy.Effect;
import dev.ostiary.policy.policy.PolicyDocument;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two sets of documents, statement by statement.
 *
 * @param changedAllows Allows of the new side that may apply where no Allow of the old side does
 * @param liftedDenies Denies of the old side that may apply where no Deny of the new side does
 */
record Change(
        List<Side> oldAllows,
        List<Side> newAllows,
        List<Side> newDenies,
        List<Side> changedAllows,
        List<Side> liftedDenies) {
    static Change of(List<PolicyDocument> existing, List<PolicyDocument> changed) {
        List<Side> oldAllows = Side.of(existing, Effect.ALLOW);
        List<Side> newAllows = Side.of(changed, Effect.ALLOW);
        List<Side> newDenies = Side.of(changed, Effect.DENY);
        // a Deny that stays, or applies more often, cannot be what lets something new through
        List<Side> liftedDenies = Side.of(existing, Effect.DENY).stream()
                .filter(old -> newDenies.stream().noneMatch(old::isNarrowerThan))
                .toList();
        // an Allow that stays, or applies less often, grants nothing new either, unless a Deny is lifted
        List<Side> changedAllows = newAllows.stream()
                .filter(side -> oldAllows.stream().noneMatch(side::isNarrowerThan))
                .toList();
        return new Change(oldAllows, newAllows, newDenies, changedAllows, liftedDenies);
    }

    boolean isNone() {
        return newAllows.isEmpty() || (changedAllows.isEmpty() && liftedDenies.isEmpty());
    }

    List<Side> all() {
        return Stream.of(oldAllows, newAllows, newDenies, liftedDenies)
                .flatMap(List::stream)
                .toList();
    }
}
