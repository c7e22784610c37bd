package dev.ostiary.gateway.authorization;

import dev.ostiary.gateway.bedrock.BedrockCall;
import dev.ostiary.gateway.identity.Caller;
import dev.ostiary.gateway.model.ResourceUse;
import dev.ostiary.gateway.store.App;
import dev.ostiary.policy.context.RequestContext;
import dev.ostiary.policy.evaluation.AuthorizationPart;
import dev.ostiary.policy.evaluation.Decision;
import dev.ostiary.policy.explanation.Dependence;
import dev.ostiary.policy.explanation.Explanation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An app's policies, asked under what is known about one request. The only place where the parts of a question are made: calls, lists
 * of models and the command line ask here, so that they cannot differ. Immutable.
 */
public final class Question {
    private final App app;
    private final RequestContext base;
    private final Map<String, List<String>> given;

    private Question(App app, RequestContext base, Map<String, List<String>> given) {
        this.app = app;
        this.base = base;
        this.given = given;
    }

    /** A real request. */
    static Question of(Caller caller, Environment environment) {
        return new Question(caller.app(), ConditionKeys.ofCaller(caller, environment), Map.of());
    }

    /**
     * A request that nobody has sent. What only a real one knows, as its address, is missing unless it is given.
     *
     * @param given condition keys with their values; they win over what the gateway would say
     */
    public static Question about(App app, Instant now, Principal principal, Map<String, List<String>> given) {
        return new Question(app, ConditionKeys.ofApp(app, now, principal), Map.copyOf(given));
    }

    /** Whether the gateway has values for this condition key; policies that ask for another one never see it. */
    public static boolean supplies(String key) {
        return ConditionKeys.supplies(key);
    }

    App app() {
        return app;
    }

    List<AuthorizationPart> parts(List<ResourceUse> uses, BedrockCall.Conditions conditions) {
        List<AuthorizationPart> parts = new ArrayList<>(uses.size());
        for (ResourceUse use : uses) {
            parts.add(new AuthorizationPart(
                    use.action(), use.resource(), withGiven(ConditionKeys.ofPart(base, use, conditions))));
        }
        return parts;
    }

    /** Decides without a word about why. */
    Decision decide(List<ResourceUse> uses) {
        return app.policies().decide(parts(uses, BedrockCall.Conditions.NONE));
    }

    /** Why all of these uses are allowed, or not. */
    public Explanation explain(List<ResourceUse> uses, BedrockCall.Conditions conditions) {
        return Explanation.of(app.policies(), parts(uses, conditions));
    }

    /**
     * What an explanation hangs on that only a real request knows, as its address; empty when it holds for all of them. What a caller
     * may name or not, as a guardrail, is taken as asked.
     */
    public static List<String> unknownOf(Explanation explanation) {
        return Dependence.of(explanation, ConditionKeys.UNKNOWN).conditions();
    }

    /** How far an explanation holds for real requests, which bring what is missing here. */
    public static Dependence dependence(Explanation explanation) {
        return Dependence.of(explanation, ConditionKeys.OPEN);
    }

    private RequestContext withGiven(RequestContext context) {
        RequestContext all = context;
        for (Map.Entry<String, List<String>> key : given.entrySet()) {
            all = key.getValue().size() == 1
                    ? all.with(key.getKey(), key.getValue().getFirst())
                    : all.withAll(key.getKey(), key.getValue());
        }
        return all;
    }
}
