package dev.ostiary.policy.review;

import dev.ostiary.policy.compare.AccessComparer;
import dev.ostiary.policy.policy.Effect;
import dev.ostiary.policy.policy.PatternList;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.Position;
import dev.ostiary.policy.policy.Statement;
import dev.ostiary.policy.policy.StatementLabel;
import java.util.List;
import java.util.function.Predicate;

/**
 * What AWS sees of a gateway that calls it with a role of its own. Predicates are asked with keys as they are written.
 *
 * @param seen whether AWS has a value for this condition key
 * @param asDecided whether it then has the value that the apps' policies were asked with; it has not for an address, which
 *     is the gateway's
 * @param forApps names or patterns of the actions that the gateway asks of AWS because an app asked for them
 * @param own names or patterns of the actions that it may need for itself
 * @param atHome which actions it asks in some Regions only
 */
public record GatewayCalls(
        Predicate<String> seen, Predicate<String> asDecided, List<String> forApps, List<String> own, AtHome atHome) {
    /** What a model call that begins here may reach in other Regions, through a profile or what is like one. */
    private static final List<String> LEADS_ELSEWHERE = List.of(
            "arn:*:bedrock:*:*:inference-profile/*",
            "arn:*:bedrock:*:*:application-inference-profile/*",
            "arn:*:bedrock:*:*:prompt-router/*",
            "arn:*:bedrock:*:*:default-prompt-router/*",
            "arn:*:bedrock:*:*:prompt/*");

    /**
     * Actions on models, and the Regions that the gateway calls. A model of another Region is then reached only through a profile or
     * a prompt router.
     *
     * @param regions empty when nobody knows
     */
    public record AtHome(List<String> actions, List<String> regions) {
        public static final AtHome UNKNOWN = new AtHome(List.of(), List.of());

        public AtHome {
            actions = List.copyOf(actions);
            regions = List.copyOf(regions);
        }
    }

    public GatewayCalls {
        forApps = List.copyOf(forApps);
        own = List.copyOf(own);
    }

    /** Takes everything away that the gateway does not ask of AWS for its apps. */
    PolicyDocument nothingElse() {
        return document(Effect.DENY, allBut(forApps), PatternList.of(List.of("*")));
    }

    /** Takes away what an app with these documents never reaches, because the gateway calls other Regions; nothing when it may. */
    List<PolicyDocument> nothingElsewhere(List<PolicyDocument> app, AccessComparer comparer) {
        boolean stays = !atHome.regions().isEmpty()
                && comparer.doesNotGrant(app, atHome.actions(), LEADS_ELSEWHERE).passed();
        if (!stays) {
            return List.of();
        }
        List<String> here = atHome.regions().stream()
                .map(region -> "arn:*:*:" + region + ":*:*")
                .toList();
        return List.of(document(Effect.DENY, PatternList.of(atHome.actions()), allBut(here)));
    }

    PolicyDocument ownAccess() {
        return document(Effect.ALLOW, PatternList.of(own), PatternList.of(List.of("*")));
    }

    private static PatternList allBut(List<String> texts) {
        return new PatternList(true, false, PatternList.of(texts).entries());
    }

    private static PolicyDocument document(Effect effect, PatternList actions, PatternList resources) {
        var label = new StatementLabel(0, null, Position.NONE);
        return PolicyDocument.of(List.of(new Statement(label, effect, null, actions, resources, List.of())));
    }
}
