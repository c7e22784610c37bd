package dev.ostiary.policy.explanation;

import dev.ostiary.policy.evaluation.AuthorizationPart;
import dev.ostiary.policy.evaluation.Decision;
import dev.ostiary.policy.evaluation.PolicySet;
import dev.ostiary.policy.evaluation.StatementTrace;
import java.util.List;

/** What every layer says about one part of a call. */
public record PartExplanation(AuthorizationPart part, Decision decision, List<LayerExplanation> layers) {
    public PartExplanation {
        layers = List.copyOf(layers);
    }

    static PartExplanation of(PolicySet set, AuthorizationPart part) {
        List<StatementTrace> traces = set.trace(part);
        List<LayerExplanation> layers = set.slots().stream()
                .map(slot -> LayerExplanation.of(slot, traces))
                .toList();
        return new PartExplanation(part, set.decide(part), layers);
    }
}
