package dev.ostiary.policy.review;

import dev.ostiary.policy.pattern.Glob;
import dev.ostiary.policy.pattern.ResourcePattern;
import dev.ostiary.policy.pattern.ResourceText;
import dev.ostiary.policy.pattern.VariableReference;
import dev.ostiary.policy.pattern.VariableSource;
import dev.ostiary.policy.policy.Effect;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.policy.PatternEntry;
import dev.ostiary.policy.policy.PatternList;
import dev.ostiary.policy.policy.Position;
import dev.ostiary.policy.policy.Statement;
import dev.ostiary.policy.rule.Finding;
import dev.ostiary.policy.rule.Fix;
import dev.ostiary.policy.rule.Severity;
import dev.ostiary.policy.synthesis.ObservedUse;
import java.util.List;

/** {@code LP_UNUSED_ACCESS}: what Allow statements grant and a record of use does not have. */
final class UsageRules {
    private final UsageRecord usage;

    UsageRules(UsageRecord usage) {
        this.usage = usage;
    }

    void check(List<NamedPolicy> identity, List<DocumentFinding> found) {
        for (NamedPolicy policy : identity) {
            for (Statement statement : policy.document().statements()) {
                PatternList resources = statement.resources();
                boolean shown = usage.unrecorded().stream().noneMatch(action -> covers(statement.actions(), action));
                if (statement.effect() == Effect.ALLOW && resources != null && shown) {
                    check(policy, statement, resources, found);
                }
            }
        }
    }

    private void check(NamedPolicy policy, Statement statement, PatternList resources, List<DocumentFinding> found) {
        boolean variables = policy.document().hasVariables();
        List<ObservedUse> within = usage.uses().stream()
                .filter(use -> covers(statement.actions(), use.action()))
                .filter(use -> coversResource(resources, use.resource(), variables))
                .toList();
        if (within.isEmpty()) {
            add(policy, statement, statement.label().position(), "the statement", found);
            return;
        }
        for (PatternEntry action : entries(statement.actions())) {
            Glob glob = Glob.ignoringCase(action.text());
            if (within.stream().noneMatch(use -> glob.matches(use.action()))) {
                add(policy, statement, action.position(), "`" + action.text() + "`", found);
            }
        }
        for (PatternEntry resource : entries(resources)) {
            if (within.stream().noneMatch(use -> matches(resource, use.resource(), variables))) {
                add(policy, statement, resource.position(), "`" + resource.text() + "`", found);
            }
        }
    }

    /** What a Not list leaves over has no entries that could go. */
    private static List<PatternEntry> entries(PatternList list) {
        return list.negated() ? List.of() : list.entries();
    }

    private static boolean covers(PatternList actions, String action) {
        boolean listed = actions.texts().stream()
                .anyMatch(text -> Glob.ignoringCase(text).matches(action));
        return listed != actions.negated();
    }

    private static boolean coversResource(PatternList resources, String resource, boolean variables) {
        // under NotResource a doubtful entry must not make the statement look unused
        return resources.negated()
                ? resources.entries().stream()
                        .noneMatch(entry -> ResourcePattern.parse(entry.text(), variables)
                                .certainly(ResourceText.of(resource), VariableSource.EMPTY))
                : resources.entries().stream().anyMatch(entry -> matches(entry, resource, variables));
    }

    /** What a variable stood for is not in the record, so such an entry counts as used. */
    private static boolean matches(PatternEntry entry, String resource, boolean variables) {
        boolean open = variables && !VariableReference.findAll(entry.text()).isEmpty();
        return open
                || ResourcePattern.parse(entry.text(), variables)
                        .possibly(ResourceText.of(resource), VariableSource.EMPTY);
    }

    private void add(NamedPolicy policy, Statement statement, Position at, String what, List<DocumentFinding> found) {
        Finding finding = new Finding(
                "LP_UNUSED_ACCESS",
                Severity.WARNING,
                what + " was not used in " + usage.days() + (usage.days() == 1 ? " day" : " days")
                        + ", on record since " + usage.from(),
                at,
                statement.label().index(),
                new Fix.Advice("remove it, unless the app needs it more rarely than that"));
        found.add(new DocumentFinding(policy.name(), finding));
    }
}
