package dev.ostiary.policy.review;

import dev.ostiary.policy.compare.AccessComparer;
import dev.ostiary.policy.compare.ComparisonResult;
import dev.ostiary.policy.evaluation.AuthorizationPart;
import dev.ostiary.policy.evaluation.PolicyLayers;
import dev.ostiary.policy.evaluation.PolicySet;
import dev.ostiary.policy.policy.Effect;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.Position;
import dev.ostiary.policy.policy.Statement;
import dev.ostiary.policy.rule.Finding;
import dev.ostiary.policy.rule.Fix;
import dev.ostiary.policy.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lints the policies of the gateway's own role against the apps that it serves: {@code GW_ROLE_WIDER_THAN_APPS},
 * {@code GW_ROLE_MISSING}, {@code GW_ROLE_LOST_CONDITION} and {@code GW_CONDITION_NOT_ENFORCEABLE}. A finding about access
 * names a request that the evaluator confirms; what the comparer can neither prove nor refute makes no finding. Immutable
 * and safe for several threads; make one and keep it, since it reads tables once.
 */
public final class RoleLinter {
    private final AccessComparer comparer = new AccessComparer();
    private final GatewayCalls calls;

    /** Makes a linter for the role of a gateway that calls like this. */
    public RoleLinter(GatewayCalls calls) {
        this.calls = calls;
    }

    /** {@return what there is to say: first about the role's documents, then about those of the apps, in the order given} */
    public List<DocumentFinding> lint(List<NamedPolicy> role, List<RoleApp> apps) {
        List<DocumentFinding> found = new ArrayList<>();
        AppsAccess access = AppsAccess.of(apps, calls.asDecided(), calls.ownAccess());
        for (NamedPolicy policy : role) {
            for (Statement statement : policy.document().statements()) {
                if (statement.effect() == Effect.ALLOW) {
                    checkConditions(policy, statement, found);
                    checkWidth(policy, statement, access, role, found);
                }
            }
        }
        PolicySet granted = PolicySet.ofIdentity(asDecided(role));
        apps.forEach(app -> checkMissing(app, granted, found));
        return List.copyOf(found);
    }

    private void checkConditions(NamedPolicy policy, Statement statement, List<DocumentFinding> found) {
        statement.conditions().stream()
                .flatMap(block -> block.keys().stream())
                .filter(key -> !calls.seen().test(key.key()))
                .forEach(key -> add(
                        found,
                        policy.name(),
                        statement,
                        key.position(),
                        "GW_CONDITION_NOT_ENFORCEABLE",
                        Severity.WARNING,
                        "AWS does not see `" + key.key() + "` on the gateway's calls",
                        "remove the key: the gateway itself decides it"));
    }

    private void checkWidth(
            NamedPolicy policy,
            Statement statement,
            AppsAccess access,
            List<NamedPolicy> role,
            List<DocumentFinding> found) {
        List<PolicyDocument> alone = withDenies(policy.document(), statement, role);
        AuthorizationPart witness = witness(comparer.grantsNoMore(access.needed(), alone));
        if (witness == null) {
            return;
        }
        List<String> lost = access.keys().stream()
                .filter(key -> comparer.grantsNoMore(access.without(key), alone).passed())
                .toList();
        boolean condition = !lost.isEmpty();
        add(
                found,
                policy.name(),
                statement,
                statement.label().position(),
                condition ? "GW_ROLE_LOST_CONDITION" : "GW_ROLE_WIDER_THAN_APPS",
                Severity.SECURITY,
                condition
                        ? "every app that needs this has a condition on `" + lost.getFirst() + "`, the role has none"
                        : "no app may do what the role allows here, for example " + text(witness),
                condition ? "add the condition, so that AWS enforces it too" : "remove what no app needs");
    }

    private void checkMissing(RoleApp app, PolicySet role, List<DocumentFinding> found) {
        List<NamedPolicy> identity = app.layers().identity();
        List<PolicyDocument> elsewhere = calls.nothingElsewhere(
                identity.stream().map(NamedPolicy::document).toList(), comparer);
        for (NamedPolicy policy : identity) {
            for (Statement statement : policy.document().statements()) {
                if (statement.effect() != Effect.ALLOW) {
                    continue;
                }
                List<PolicyDocument> alone = new ArrayList<>(withDenies(policy.document(), statement, identity));
                alone.add(calls.nothingElse());
                alone.addAll(elsewhere);
                AuthorizationPart witness = witness(comparer.grantsNoMore(role, under(app.layers(), alone)));
                if (witness != null) {
                    add(
                            found,
                            policy.name(),
                            statement,
                            statement.label().position(),
                            "GW_ROLE_MISSING",
                            Severity.ERROR,
                            "the app `" + app.name() + "` may do what the gateway's role cannot: " + text(witness),
                            "allow it in the role's policy, or take it from the app");
                }
            }
        }
    }

    /** These documents under the limits of the app's other layers. */
    private static PolicySet under(PolicyLayers layers, List<PolicyDocument> identity) {
        List<NamedPolicy> named =
                identity.stream().map(document -> new NamedPolicy("", document)).toList();
        return PolicySet.compile(new PolicyLayers(named, layers.boundary(), layers.organizationLevels(), null));
    }

    /** The role under conditions that its apps can be held against: where the gateway stands, AWS alone knows. */
    private List<NamedPolicy> asDecided(List<NamedPolicy> role) {
        Predicate<String> kept =
                key -> calls.asDecided().test(key) || !calls.seen().test(key);
        return role.stream()
                .map(policy -> {
                    List<Statement> statements = policy.document().statements().stream()
                            .filter(statement -> statement.effect() == Effect.ALLOW || asksOnly(statement, kept))
                            .map(statement -> AppsAccess.keep(statement, kept))
                            .toList();
                    return new NamedPolicy(policy.name(), AppsAccess.document(policy.document(), statements));
                })
                .toList();
    }

    private static boolean asksOnly(Statement statement, Predicate<String> kept) {
        return statement.conditions().stream()
                .flatMap(block -> block.keys().stream())
                .allMatch(key -> kept.test(key.key()));
    }

    private static List<PolicyDocument> withDenies(
            PolicyDocument document, Statement statement, List<NamedPolicy> all) {
        List<PolicyDocument> documents = new ArrayList<>();
        documents.add(AppsAccess.document(document, List.of(statement)));
        for (NamedPolicy each : all) {
            List<Statement> denies = each.document().statements().stream()
                    .filter(other -> other.effect() == Effect.DENY)
                    .toList();
            if (!denies.isEmpty()) {
                documents.add(AppsAccess.document(each.document(), denies));
            }
        }
        return documents;
    }

    private static @Nullable AuthorizationPart witness(ComparisonResult result) {
        return switch (result) {
            case ComparisonResult.Fail fail -> fail.witness();
            case ComparisonResult.Pass ignored -> null;
            case ComparisonResult.Unknown ignored -> null;
        };
    }

    private static String text(AuthorizationPart witness) {
        return "`" + witness.action() + "` on `" + witness.resource() + "`";
    }

    private static void add(
            List<DocumentFinding> found,
            String policy,
            Statement statement,
            Position at,
            String rule,
            Severity severity,
            String message,
            String fix) {
        int index = statement.label().index();
        found.add(new DocumentFinding(policy, new Finding(rule, severity, message, at, index, new Fix.Advice(fix))));
    }
}
