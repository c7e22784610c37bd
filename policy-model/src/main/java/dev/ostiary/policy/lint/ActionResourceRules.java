package dev.ostiary.policy.lint;

import dev.ostiary.policy.facts.ActionFact;
import dev.ostiary.policy.facts.ResourceTypeFact;
import dev.ostiary.policy.pattern.Glob;
import dev.ostiary.policy.policy.PatternEntry;
import dev.ostiary.policy.rule.Findings;
import dev.ostiary.policy.rule.Fix;
import dev.ostiary.policy.rule.LintRule;
import dev.ostiary.policy.rule.LintTarget;
import dev.ostiary.policy.rule.ResourceView;
import dev.ostiary.policy.rule.Severity;
import dev.ostiary.policy.rule.StatementView;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Pairs of action and resource that cannot meet. */
final class ActionResourceRules implements LintRule {
    private static final String CREATE_PROFILE = "bedrock:CreateInferenceProfile";
    private static final Set<String> CREATE_PROFILE_TYPES =
            Set.of("application-inference-profile", "inference-profile", "foundation-model");

    private static final String PROMPT = "prompt";

    @Override
    public void check(LintTarget target, Findings findings) {
        for (StatementView statement : target.statements()) {
            if (statement.isNotAction() || statement.isNotResource() || statement.hasStarResource()) {
                continue;
            }
            checkNeedsStar(target, statement, findings);
            checkPairs(target, statement, findings);
            checkCreateProfile(statement, findings);
        }
        checkStreaming(target, findings);
    }

    private static void checkNeedsStar(LintTarget target, StatementView statement, Findings findings) {
        for (PatternEntry entry : statement.actions()) {
            List<ActionFact> actions = target.table().matching(entry.text());
            boolean none = !actions.isEmpty()
                    && actions.stream()
                            .allMatch(action -> action.resourceTypes().isEmpty());
            if (none && !statement.resources().isEmpty()) {
                findings.addWithFix(
                        "BR_NEEDS_STAR",
                        Severity.ERROR,
                        statement.statement(),
                        entry.position(),
                        "`" + entry.text() + "` has no resources, so it never matches an ARN",
                        "give it a statement of its own with `\"Resource\": \"*\"`");
            }
        }
    }

    private static void checkPairs(LintTarget target, StatementView statement, Findings findings) {
        List<ActionFact> actions = statement.knownActions();
        boolean onlyKnown = statement.actions().stream()
                .noneMatch(entry -> target.table().matching(entry.text()).isEmpty());
        Set<String> taken = actions.stream()
                .flatMap(action -> action.resourceTypes().stream())
                .collect(Collectors.toSet());
        if (actions.stream().map(ActionFact::name).anyMatch(StatementView.INVOCATIONS::contains)) {
            taken.add(PROMPT); // an invocation may name a prompt, which is then what is decided on
        }
        if (!onlyKnown || taken.isEmpty()) {
            return;
        }
        List<ResourceView> dead = statement.resources().stream()
                .filter(resource -> isDead(target, resource, taken))
                .toList();
        boolean all = dead.size() == statement.resources().size();
        for (ResourceView resource : dead) {
            findings.add(
                    "BR_ACTION_RESOURCE_MISMATCH",
                    all ? Severity.ERROR : Severity.WARNING,
                    statement.statement(),
                    resource.entry().position(),
                    "no action of this statement takes a `" + resource.head() + "`");
        }
    }

    private static boolean isDead(LintTarget target, ResourceView resource, Set<String> taken) {
        if (!resource.isComplete() || Glob.hasWildcard(resource.head()) || Glob.hasWildcard(resource.service())) {
            return false;
        }
        if (!resource.isBedrock()) {
            return !target.table().knowsService(resource.service());
        }
        List<ResourceTypeFact> types = target.table().typesOf(resource.head());
        return !types.isEmpty() && types.stream().noneMatch(type -> taken.contains(type.name()));
    }

    private static void checkCreateProfile(StatementView statement, Findings findings) {
        Set<String> heads =
                statement.resources().stream().map(ResourceView::head).collect(Collectors.toSet());
        boolean named = statement.actions().stream()
                .anyMatch(entry -> Glob.ignoringCase(CREATE_PROFILE).matches(entry.text()));
        if (statement.isAllow() && named && !heads.containsAll(CREATE_PROFILE_TYPES)) {
            findings.add(
                    "BR_CREATE_PROFILE_SCOPE",
                    Severity.WARNING,
                    statement.statement(),
                    statement.statement().label().position(),
                    "creating a profile is checked on the new profile, its source profile and the model; missing: "
                            + CREATE_PROFILE_TYPES.stream()
                                    .filter(type -> !heads.contains(type))
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
    }

    private static void checkStreaming(LintTarget target, Findings findings) {
        Boolean streaming = target.facts().streaming();
        if (streaming == null || !target.grants()) {
            return;
        }
        String present = StatementView.INVOCATIONS.get(streaming ? 0 : 1);
        String missing = StatementView.INVOCATIONS.get(streaming ? 1 : 0);
        for (StatementView statement : target.allows()) {
            boolean gap = statement.covers(present)
                    && !statement.isNotResource()
                    && statement.resources().stream()
                            .anyMatch(resource -> target.allAllows().stream()
                                    .noneMatch(
                                            other -> other.covers(missing) && other.coversResource(resource.text())));
            if (gap) {
                findings.addWithFix(
                        "BR_STREAM_MISSING",
                        streaming ? Severity.WARNING : Severity.SUGGESTION,
                        statement.statement(),
                        statement.statement().label().position(),
                        "`" + present + "` is allowed without `" + missing + "`"
                                + (streaming ? ", but the app streams" : ""),
                        new Fix.AddAction(missing));
            }
        }
    }
}
