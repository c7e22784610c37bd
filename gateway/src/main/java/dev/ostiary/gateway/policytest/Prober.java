package dev.ostiary.gateway.policytest;

import dev.ostiary.gateway.authorization.Authorizer;
import dev.ostiary.gateway.authorization.Question;
import dev.ostiary.gateway.bedrock.BedrockCall;
import dev.ostiary.gateway.bedrock.PlannedCall;
import dev.ostiary.gateway.identity.DisabledApp;
import dev.ostiary.gateway.inquiry.Answer;
import dev.ostiary.gateway.inquiry.NearModels;
import dev.ostiary.gateway.inquiry.Scene;
import dev.ostiary.gateway.inquiry.Simulator;
import dev.ostiary.gateway.model.ResourceUse;
import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.store.App;
import dev.ostiary.policy.evaluation.Decision;
import dev.ostiary.policy.explanation.Explanation;
import java.util.List;
import java.util.Map;

/** Asks the probes of one app, by the code that answers calls. */
final class Prober {
    private final Scene scene;
    private final Simulator simulator;
    private final App app;
    private final Map<String, List<String>> context;

    Prober(Scene scene, Simulator simulator, App app, Map<String, List<String>> context) {
        this.scene = scene;
        this.simulator = simulator;
        this.app = app;
        this.context = context;
    }

    ProbeAnswer ask(Probe probe) {
        if (!app.enabled()) {
            return new ProbeAnswer.Decided(DisabledApp.refusal(app), List.of());
        }
        return switch (probe) {
            case Probe.Call call -> call(call.call());
            case Probe.Action action -> action(action);
        };
    }

    private ProbeAnswer call(PlannedCall call) {
        Answer answer = simulator.ask(app.id(), call, context);
        Refusal refusal = answer.refusal();
        Explanation explanation = answer.explanation();
        if (explanation != null) {
            return new ProbeAnswer.Decided(refusal, Question.unknownOf(explanation));
        }
        if (refusal == null || refusal.deniedBy() == DeniedBy.IDENTITY) {
            return new ProbeAnswer.Decided(refusal, List.of());
        }
        return new ProbeAnswer.Unanswered(refusal.sentence() + also(refusal), suggestion(call, answer.region()));
    }

    private static String also(Refusal refusal) {
        return refusal.advice().isEmpty() ? "" : "; " + refusal.advice();
    }

    private String suggestion(PlannedCall call, String region) {
        return NearModels.suggestion(
                call.id(),
                simulator.catalogue(scene.account(app)).region(region),
                "the test would prove nothing about the policies");
    }

    private ProbeAnswer action(Probe.Action action) {
        String region = action.region() == null ? simulator.region(app) : action.region();
        var use = new ResourceUse(action.action(), action.resource(), region, null);
        Explanation explanation = simulator.question(app, context).explain(List.of(use), BedrockCall.Conditions.NONE);
        Refusal refusal =
                explanation.decision() instanceof Decision.Denied denied ? Authorizer.refusal(app, denied) : null;
        return new ProbeAnswer.Decided(refusal, Question.unknownOf(explanation));
    }
}
