package dev.ostiary.policy.review;

import dev.ostiary.policy.compare.AccessComparer;
import dev.ostiary.policy.evaluation.PolicyLayers;
import dev.ostiary.policy.policy.Effect;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.policy.PatternEntry;
import dev.ostiary.policy.policy.PatternList;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.Position;
import dev.ostiary.policy.policy.Statement;
import dev.ostiary.policy.rule.Finding;
import dev.ostiary.policy.rule.Fix;
import dev.ostiary.policy.rule.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parts of Allow statements of which another layer proves that they can never take effect. */
final class LimitRules {
    /** What grants in vain, what holds it back, and how to say it. */
    private record Limit(String rule, String word, List<PolicyDocument> documents) {}

    private final AccessComparer comparer;

    LimitRules(AccessComparer comparer) {
        this.comparer = comparer;
    }

    void check(PolicyLayers layers, List<DocumentFinding> found) {
        String wider = "LP_WIDER_THAN_BOUNDARY";
        List<NamedPolicy> boundary = layers.boundary();
        if (boundary != null) {
            check(layers.identity(), new Limit(wider, "the permissions boundary", documents(boundary)), found);
        }
        for (List<NamedPolicy> level : layers.organizationLevels()) {
            check(layers.identity(), new Limit(wider, "a service control policy", documents(level)), found);
        }
        List<NamedPolicy> session = layers.session();
        if (session != null) {
            List<PolicyDocument> identity = documents(layers.identity());
            check(session, new Limit("GW_SESSION_WIDER", "the identity policy", identity), found);
        }
    }

    private void check(List<NamedPolicy> policies, Limit limit, List<DocumentFinding> found) {
        for (NamedPolicy policy : policies) {
            for (Statement statement : policy.document().statements()) {
                PatternList resources = statement.resources();
                boolean plain = !statement.actions().negated() && resources != null && !resources.negated();
                if (statement.effect() == Effect.ALLOW && plain) {
                    check(policy.name(), statement, resources, limit, found);
                }
            }
        }
    }

    private void check(
            String policy,
            Statement statement,
            @Nullable PatternList resources,
            Limit limit,
            List<DocumentFinding> found) {
        List<String> actions = statement.actions().texts();
        List<String> targets = resources == null ? List.of() : resources.texts();
        if (isNeverGranted(limit, actions, targets)) {
            add(policy, statement, statement.label().position(), "the statement", limit, found);
            return;
        }
        for (PatternEntry action : statement.actions().entries()) {
            if (isNeverGranted(limit, List.of(action.text()), targets)) {
                add(policy, statement, action.position(), "`" + action.text() + "`", limit, found);
            }
        }
        for (PatternEntry resource : resources == null ? List.<PatternEntry>of() : resources.entries()) {
            if (isNeverGranted(limit, actions, List.of(resource.text()))) {
                add(policy, statement, resource.position(), "`" + resource.text() + "`", limit, found);
            }
        }
    }

    private boolean isNeverGranted(Limit limit, List<String> actions, List<String> resources) {
        return comparer.doesNotGrant(limit.documents(), actions, resources).passed();
    }

    private static void add(
            String policy, Statement statement, Position at, String what, Limit limit, List<DocumentFinding> found) {
        Finding finding = new Finding(
                limit.rule(),
                Severity.SUGGESTION,
                what + " never takes effect: " + limit.word() + " allows nothing of it",
                at,
                statement.label().index(),
                new Fix.Advice("remove it, or allow it in " + limit.word() + " too"));
        found.add(new DocumentFinding(policy, finding));
    }

    private static List<PolicyDocument> documents(List<NamedPolicy> policies) {
        return policies.stream().map(NamedPolicy::document).toList();
    }
}
