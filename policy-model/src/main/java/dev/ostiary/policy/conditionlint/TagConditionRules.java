package dev.ostiary.policy.conditionlint;

import dev.ostiary.policy.facts.ActionFact;
import dev.ostiary.policy.facts.ResourceTypeFact;
import dev.ostiary.policy.pattern.AsciiCase;
import dev.ostiary.policy.rule.ConditionView;
import dev.ostiary.policy.rule.Findings;
import dev.ostiary.policy.rule.LintRule;
import dev.ostiary.policy.rule.LintTarget;
import dev.ostiary.policy.rule.Severity;
import dev.ostiary.policy.rule.StatementView;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Conditions on a resource's tags where the resources have none. Source: Access Analyzer's checks of tag keys. */
final class TagConditionRules implements LintRule {
    private static final int NAMES_SHOWN = 5;

    @Override
    public void check(LintTarget target, Findings findings) {
        Set<String> tagged = target.table().resourceTypes().stream()
                .filter(ResourceTypeFact::hasTags)
                .map(ResourceTypeFact::name)
                .collect(Collectors.toSet());
        for (StatementView statement : target.statements()) {
            for (ConditionView condition : ConditionView.of(statement)) {
                boolean ofResource = AsciiCase.lower(condition.key()).startsWith("aws:resourcetag/");
                if (ofResource && !condition.isNull() && !condition.holdsWhenMissing()) {
                    check(target, condition, tagged, findings);
                }
            }
        }
    }

    private static void check(LintTarget target, ConditionView condition, Set<String> tagged, Findings findings) {
        List<ActionFact> actions = condition.statement().knownActions();
        List<ActionFact> untagged = actions.stream()
                .filter(action -> action.resourceTypes().stream().noneMatch(tagged::contains))
                .toList();
        if (isOnUntaggedOnly(target, condition.statement()) || (!actions.isEmpty() && untagged.equals(actions))) {
            boolean allow = condition.statement().isAllow();
            condition.report(
                    findings,
                    "BR_UNSUPPORTED_CONDITION_KEY",
                    allow ? Severity.ERROR : Severity.SECURITY,
                    "resources of these types have no tags, so this " + (allow ? "Allow" : "Deny") + " never applies");
        } else if (!untagged.isEmpty()) {
            reportSome(condition, untagged, findings);
        }
    }

    private static void reportSome(ConditionView condition, List<ActionFact> untagged, Findings findings) {
        boolean allow = condition.statement().isAllow();
        String not = condition.statement().isNotAction() ? "NOTACTION_" : "";
        String names =
                untagged.stream().limit(NAMES_SHOWN).map(ActionFact::name).collect(Collectors.joining(", "));
        condition.report(
                findings,
                (allow ? "ALLOW_" : "DENY_") + not + "WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE",
                allow ? Severity.SUGGESTION : Severity.SECURITY,
                "some of these actions work on resources without tags and are "
                        + (allow ? "never allowed: " : "never denied: ") + names
                        + (untagged.size() > NAMES_SHOWN ? " and " + (untagged.size() - NAMES_SHOWN) + " more" : ""));
    }

    private static boolean isOnUntaggedOnly(LintTarget target, StatementView statement) {
        return !statement.isNotResource()
                && !statement.resources().isEmpty()
                && statement.resources().stream().allMatch(resource -> {
                    List<ResourceTypeFact> types = target.table().typesOf(resource.head());
                    return resource.isBedrock()
                            && !types.isEmpty()
                            && types.stream().noneMatch(ResourceTypeFact::hasTags);
                });
    }
}
