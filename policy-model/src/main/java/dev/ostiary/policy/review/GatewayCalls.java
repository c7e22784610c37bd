package dev.ostiary.policy.review;

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
 */
public record GatewayCalls(
        Predicate<String> seen, Predicate<String> asDecided, List<String> forApps, List<String> own) {
    public GatewayCalls {
        forApps = List.copyOf(forApps);
        own = List.copyOf(own);
    }

    /** Takes everything away that the gateway does not ask of AWS for its apps. */
    PolicyDocument nothingElse() {
        return document(
                Effect.DENY,
                new PatternList(true, false, PatternList.of(forApps).entries()));
    }

    PolicyDocument ownAccess() {
        return document(Effect.ALLOW, PatternList.of(own));
    }

    private static PolicyDocument document(Effect effect, PatternList actions) {
        var label = new StatementLabel(0, null, Position.NONE);
        return PolicyDocument.of(
                List.of(new Statement(label, effect, null, actions, PatternList.of(List.of("*")), List.of())));
    }
}
