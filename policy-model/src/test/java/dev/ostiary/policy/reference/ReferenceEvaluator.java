package dev.ostiary.policy.reference;

import dev.ostiary.policy.evaluation.AuthorizationPart;
import dev.ostiary.policy.evaluation.PolicyLayers;
import dev.ostiary.policy.policy.Effect;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.policy.PatternList;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The evaluation order of the specification's section 3, word for word. */
public final class ReferenceEvaluator {
    private ReferenceEvaluator() {}

    /** {@return Allow, ExplicitDeny or ImplicitDeny} */
    public static String decide(PolicyLayers layers, AuthorizationPart part) {
        List<List<NamedPolicy>> groups = new ArrayList<>(layers.organizationLevels());
        groups.add(layers.identity());
        if (layers.boundary() != null) {
            groups.add(layers.boundary());
        }
        if (layers.session() != null) {
            groups.add(layers.session());
        }
        if (groups.stream().anyMatch(group -> applies(group, Effect.DENY, part))) {
            return "ExplicitDeny";
        }
        return groups.stream().allMatch(group -> applies(group, Effect.ALLOW, part)) ? "Allow" : "ImplicitDeny";
    }

    private static boolean applies(List<NamedPolicy> group, Effect effect, AuthorizationPart part) {
        for (NamedPolicy policy : group) {
            for (Statement statement : policy.document().statements()) {
                if (statement.effect() == effect && applies(statement, policy.document(), part)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean applies(Statement statement, PolicyDocument document, AuthorizationPart part) {
        boolean variables = "2012-10-17".equals(document.version());
        boolean allow = statement.effect() == Effect.ALLOW;
        return actionApplies(statement.actions(), part.action())
                && resourceApplies(statement, variables, part)
                && statement.conditions().stream()
                        .allMatch(block -> block.keys().stream()
                                .allMatch(key -> ReferenceCondition.holds(
                                        block.operator(), key, variables, allow, part.context())));
    }

    private static boolean actionApplies(PatternList actions, String action) {
        boolean listed = actions.texts().stream()
                .anyMatch(text ->
                        Tokens.match(Tokens.plain(text.toLowerCase(Locale.ROOT)), action.toLowerCase(Locale.ROOT)));
        return listed != actions.negated();
    }

    private static boolean resourceApplies(Statement statement, boolean variables, AuthorizationPart part) {
        PatternList resources = statement.resources();
        if (resources == null) {
            return true;
        }
        boolean allow = statement.effect() == Effect.ALLOW;
        for (String text : resources.texts()) {
            boolean doubtful = resources.negated() == allow;
            boolean matches = switch (ReferenceResource.match(text, part.resource(), variables, part.context())) {
                case YES -> true;
                case NO -> false;
                case DISPUTED -> doubtful;
                case UNRESOLVED -> resources.negated() && allow;
            };
            if (matches) {
                return !resources.negated();
            }
        }
        return resources.negated();
    }
}
