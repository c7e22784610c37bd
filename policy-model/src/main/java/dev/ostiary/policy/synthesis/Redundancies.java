package dev.ostiary.policy.synthesis;

import dev.ostiary.policy.compare.AccessComparer;
import dev.ostiary.policy.policy.PatternEntry;
import dev.ostiary.policy.policy.PatternList;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.Statement;
import java.util.ArrayList;
import java.util.List;

/** Leaves out Allow statements and entries that the others cover, when the comparer proves that nothing is lost. */
final class Redundancies {
    private Redundancies() {}

    static List<Statement> remove(List<Statement> statements, AccessComparer comparer) {
        List<Statement> kept = new ArrayList<>(statements);
        for (int i = kept.size() - 1; i >= 0; i--) {
            List<Statement> without = new ArrayList<>(kept);
            Statement removed = without.remove(i);
            if (covers(without, removed, comparer)) {
                kept = without;
            } else {
                kept.set(i, shorten(removed, without, comparer));
            }
        }
        return kept;
    }

    private static Statement shorten(Statement statement, List<Statement> others, AccessComparer comparer) {
        PatternList resources = statement.resources();
        if (resources == null || resources.negated()) {
            return statement;
        }
        List<PatternEntry> kept = new ArrayList<>(resources.entries());
        for (PatternEntry entry : resources.entries()) {
            List<PatternEntry> rest = new ArrayList<>(kept);
            rest.remove(entry);
            List<Statement> all = new ArrayList<>(others);
            all.add(with(statement, rest));
            if (!rest.isEmpty() && covers(all, with(statement, List.of(entry)), comparer)) {
                kept = rest;
            }
        }
        return with(statement, kept);
    }

    private static boolean covers(List<Statement> statements, Statement one, AccessComparer comparer) {
        return !statements.isEmpty()
                && comparer.grantsNoMore(
                                List.of(PolicyDocument.of(statements)), List.of(PolicyDocument.of(List.of(one))))
                        .passed();
    }

    private static Statement with(Statement statement, List<PatternEntry> entries) {
        PatternList resources = new PatternList(false, entries.size() == 1, entries);
        return Statements.with(statement, statement.actions(), resources, statement.conditions());
    }
}
