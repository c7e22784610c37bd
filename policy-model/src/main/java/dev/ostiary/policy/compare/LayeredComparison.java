package dev.ostiary.policy.compare;

import dev.ostiary.policy.evaluation.AuthorizationPart;
import dev.ostiary.policy.evaluation.PolicySet;
import dev.ostiary.policy.evaluation.Slot;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.policy.PolicyDocument;
import java.util.List;

/**
 * Compares what all layers together grant. Access is what every slot allows, so the new access is no more than the old one
 * when it lies within each slot of the old layers: either a slot of the new layers does already, or the {@link UpperBound}
 * of the new layers does. A request that shows otherwise is confirmed by both whole sets.
 */
final class LayeredComparison {
    private final AccessComparer comparer;
    private final PolicySet existing;
    private final PolicySet changed;

    LayeredComparison(AccessComparer comparer, PolicySet existing, PolicySet changed) {
        this.comparer = comparer;
        this.existing = existing;
        this.changed = changed;
    }

    ComparisonResult answer() {
        List<PolicyDocument> bound = UpperBound.of(changed.slots());
        ComparisonResult result = new ComparisonResult.Pass();
        for (Slot limit : existing.slots()) {
            ComparisonResult within = within(limit, bound);
            if (within instanceof ComparisonResult.Fail) {
                return within;
            }
            result = result.passed() ? within : result;
        }
        return result;
    }

    private ComparisonResult within(Slot limit, List<PolicyDocument> bound) {
        List<PolicyDocument> documents = documents(limit);
        boolean alone = changed.slots().stream()
                .filter(slot -> slot.layer() == limit.layer())
                .anyMatch(slot ->
                        comparer.grantsNoMore(documents, documents(slot)).passed());
        if (alone) {
            return new ComparisonResult.Pass();
        }
        ComparisonResult result = comparer.grantsNoMore(documents, bound);
        return result instanceof ComparisonResult.Fail fail ? confirmed(fail, limit) : result;
    }

    private ComparisonResult confirmed(ComparisonResult.Fail fail, Slot limit) {
        AuthorizationPart witness = fail.witness();
        if (changed.decide(witness).isAllowed() && !existing.decide(witness).isAllowed()) {
            return fail;
        }
        return new ComparisonResult.Unknown(
                "more may get past the " + limit.layer().text() + " layer than before, for example " + witness.action()
                        + " on " + witness.resource()
                        + ", which another layer refuses; whether it refuses all of it was not proven");
    }

    private static List<PolicyDocument> documents(Slot slot) {
        return slot.policies().stream().map(NamedPolicy::document).toList();
    }
}
