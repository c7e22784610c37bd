package dev.ostiary.gateway.authorization;

import dev.ostiary.gateway.bedrock.BedrockCall;
import dev.ostiary.gateway.identity.Caller;
import dev.ostiary.gateway.model.DenialSentence;
import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.refusal.RefusalKind;
import dev.ostiary.gateway.route.Operation;
import dev.ostiary.gateway.store.App;
import dev.ostiary.policy.evaluation.AuthorizationPart;
import dev.ostiary.policy.evaluation.Decision;
import dev.ostiary.policy.evaluation.PolicyLayer;
import dev.ostiary.policy.evaluation.PolicySet;
import dev.ostiary.policy.explanation.Explanation;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts every part of a call to the app's policies. All must be allowed; an error while deciding is a no. Any thread. */
public final class Authorizer {
    private static final Logger LOGGER = LoggerFactory.getLogger(Authorizer.class);

    /** With more, the nearest statement is looked for elsewhere: 200 take about a tenth of a millisecond, 10,000 take ten. */
    static final int MOST_SEARCHED_AT_ONCE = 200;

    /** How an app's policies answer; a seam for the test that an error is a refusal. */
    @FunctionalInterface
    interface Decider {
        Decision decide(PolicySet policies, List<AuthorizationPart> parts);
    }

    private final Decider decider;

    public Authorizer() {
        this(PolicySet::decide);
    }

    Authorizer(Decider decider) {
        this.decider = decider;
    }

    /** Decides; never throws. */
    public Authorization authorize(Caller caller, BedrockCall call, Environment environment) {
        return authorize(caller.app(), call, () -> Question.of(caller, environment));
    }

    /** The same for a call that nobody has sent. */
    public Authorization authorize(Question question, BedrockCall call) {
        return authorize(question.app(), call, () -> question);
    }

    private Authorization authorize(App app, BedrockCall call, Supplier<Question> question) {
        if (call.operation() == Operation.WHOAMI) {
            return Authorization.Authorized.INSTANCE;
        }
        try {
            Decision decision =
                    decider.decide(app.policies(), question.get().parts(call.resources(), call.conditions()));
            return switch (decision) {
                case Decision.Allowed allowed -> Authorization.Authorized.INSTANCE;
                case Decision.Denied denied -> refused(app, denied);
            };
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).addKeyValue("app", app.id()).log("deciding failed, call refused");
            return new Authorization.Refused(undecided(app, call));
        }
    }

    private static Authorization refused(App app, Decision.Denied denied) {
        PolicySet policies = app.policies();
        if (denied.explicit() || policies.size() <= MOST_SEARCHED_AT_ONCE) {
            return new Authorization.Refused(refusal(app, denied));
        }
        String plain = "no statement of the " + denied.layer().text()
                + " layer allows it; ask `ostiary explain` which of " + policies.size() + " comes nearest";
        return new Authorization.Unexplained(refusal(app, denied, plain), () -> refusal(app, denied));
    }

    /** What a caller of this app is told about a denial, with the statement that decided or came nearest. */
    public static Refusal refusal(App app, Decision.Denied denied) {
        return refusal(app, denied, advice(app, denied));
    }

    private static Refusal refusal(App app, Decision.Denied denied, String advice) {
        AuthorizationPart part = denied.part();
        String sentence = DenialSentence.of(app.id(), part.action(), part.resource(), denied.reason());
        return Refusal.of(RefusalKind.ACCESS_DENIED, layer(denied.layer()), sentence, advice);
    }

    private static DeniedBy layer(PolicyLayer layer) {
        return switch (layer) {
            case ORGANIZATION -> DeniedBy.ORGANIZATION_POLICY;
            case PERMISSIONS_BOUNDARY -> DeniedBy.PERMISSIONS_BOUNDARY;
            case SESSION, IDENTITY -> DeniedBy.POLICY;
        };
    }

    /** The deciding statement, or the one that came nearest; an app without policies has neither. */
    private static String advice(App app, Decision.Denied denied) {
        return denied.layer() == PolicyLayer.IDENTITY && app.policyNames().isEmpty()
                ? "the app has no policies"
                : Explanation.hint(app.policies(), denied);
    }

    private static Refusal undecided(App app, BedrockCall call) {
        String action = call.operation().action();
        String resource =
                call.resources().isEmpty() ? "*" : call.resources().getFirst().resource();
        return Refusal.of(
                RefusalKind.ACCESS_DENIED,
                DeniedBy.POLICY,
                DenialSentence.of(
                        app.id(),
                        action,
                        resource,
                        "because no identity-based policy allows the " + action + " action"),
                "the policies could not be evaluated, which the gateway's log explains");
    }
}
