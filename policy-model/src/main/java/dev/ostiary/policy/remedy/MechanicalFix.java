package dev.ostiary.policy.remedy;

import dev.ostiary.policy.policy.PatternEntry;
import dev.ostiary.policy.policy.PatternList;
import dev.ostiary.policy.policy.Position;
import dev.ostiary.policy.policy.Statement;
import dev.ostiary.policy.rule.Finding;
import dev.ostiary.policy.rule.Fix;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the mechanical fixes of one statement. */
final class MechanicalFix {
    private MechanicalFix() {}

    static Statement apply(Statement statement, List<Finding> findings) {
        List<Finding> own = findings.stream()
                .filter(finding -> finding.statement() == statement.label().index())
                .toList();
        PatternList resources = statement.resources();
        PatternList actions = entries(statement.actions(), own);
        return new Statement(
                statement.label(),
                statement.effect(),
                statement.principals(),
                moreActions(actions, own),
                resources == null ? null : entries(resources, own),
                statement.conditions());
    }

    private static PatternList moreActions(PatternList actions, List<Finding> findings) {
        List<PatternEntry> entries = new ArrayList<>(actions.entries());
        for (Finding finding : findings) {
            if (finding.fix() instanceof Fix.AddAction added && !actions.negated()) {
                entries.add(new PatternEntry(added.action(), Position.NONE));
            }
        }
        return with(actions, entries);
    }

    private static PatternList entries(PatternList list, List<Finding> findings) {
        List<PatternEntry> entries = new ArrayList<>();
        for (PatternEntry entry : list.entries()) {
            switch (fixOf(entry, findings)) {
                case Fix.Replace replace -> entries.add(new PatternEntry(replace.by(), entry.position()));
                case Fix.RemoveEntry ignored -> {}
                case Fix.AddAction ignored -> entries.add(entry);
                case Fix.AllowThroughProfile ignored -> entries.add(entry);
                case Fix.Advice ignored -> entries.add(entry);
                case null -> entries.add(entry);
            }
        }
        return with(list, entries);
    }

    private static @Nullable Fix fixOf(PatternEntry entry, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.position().equals(entry.position()))
                .map(Finding::fix)
                .filter(fix -> fix instanceof Fix.Replace || fix instanceof Fix.RemoveEntry)
                .findFirst()
                .orElse(null);
    }

    private static PatternList with(PatternList list, List<PatternEntry> entries) {
        return new PatternList(list.negated(), list.single() && entries.size() == 1, entries);
    }
}
