package dev.ostiary.gateway.edit;

import dev.ostiary.gateway.bedrock.PlannedCall;
import dev.ostiary.gateway.inquiry.Answer;
import dev.ostiary.gateway.inquiry.Scene;
import dev.ostiary.gateway.inquiry.Simulator;
import dev.ostiary.gateway.route.Operation;
import dev.ostiary.gateway.store.App;
import dev.ostiary.policy.compare.AccessComparer;
import dev.ostiary.policy.compare.ComparisonResult;
import dev.ostiary.policy.evaluation.PolicyLayer;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.policy.PolicyDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an edit leads to.
 *
 * @param answers to InvokeModel and InvokeModelWithResponseStream, as if the app were enabled
 * @param nothingElse whether the app's identity policies grant no more than before and what was wanted
 */
public record AllowProof(List<Answer> answers, ComparisonResult nothingElse) {
    static final PolicyDocument EMPTY = new PolicyDocument(PolicyDocument.VERSION_2012, null, List.of(), false);
    private static final List<Operation> INVOCATIONS =
            List.of(Operation.INVOKE_MODEL, Operation.INVOKE_MODEL_WITH_RESPONSE_STREAM);

    public AllowProof {
        answers = List.copyOf(answers);
    }

    /** {@return the first call that is still refused} */
    public Optional<Answer> stopped() {
        return answers.stream().filter(answer -> !answer.isAllowed()).findFirst();
    }

    static List<Answer> answers(Scene scene, Instant now, AllowWish wish, ModelTarget target, String region) {
        App app = scene.app(wish.app());
        var simulator = new Simulator(scene, now);
        return INVOCATIONS.stream()
                .map(operation -> simulator.askPolicies(app, PlannedCall.of(operation, region, target.id()), Map.of()))
                .toList();
    }

    static ComparisonResult nothingElse(App before, App after, ModelTarget target) {
        List<PolicyDocument> wanted = new ArrayList<>(identity(before));
        wanted.add(target.allowedIn(EMPTY));
        return new AccessComparer().grantsNoMore(wanted, identity(after));
    }

    private static List<PolicyDocument> identity(App app) {
        return app.policies().slots().stream()
                .filter(slot -> slot.layer() == PolicyLayer.IDENTITY)
                .flatMap(slot -> slot.policies().stream())
                .map(NamedPolicy::document)
                .toList();
    }
}
