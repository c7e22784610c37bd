package dev.ostiary.policy.evaluation;

import dev.ostiary.policy.pattern.Glob;
import dev.ostiary.policy.pattern.ResourcePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the statements that may apply, by action and by the literal beginning of their resources. It only leaves out
 * statements that cannot apply, and every candidate is still asked in full, so the index can change no answer.
 */
final class StatementIndex {
    // String.CASE_INSENSITIVE_ORDER joins at least the names that ASCII folding joins: more candidates, never fewer
    private final Map<String, PrefixTree> byAction = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final PrefixTree anyAction = new PrefixTree();

    private StatementIndex() {}

    static StatementIndex of(List<PlacedStatement> statements) {
        StatementIndex index = new StatementIndex();
        statements.forEach(index::add);
        return index;
    }

    void forEachCandidate(Tally tally) {
        anyAction.forEachPrefixOf(tally.resource(), tally);
        PrefixTree exact = byAction.get(tally.action());
        if (exact != null) {
            exact.forEachPrefixOf(tally.resource(), tally);
        }
    }

    private void add(PlacedStatement statement) {
        CompiledStatement compiled = statement.compiled();
        List<PrefixTree> trees = new ArrayList<>();
        boolean wide = compiled.isNotAction();
        for (Glob action : compiled.actions()) {
            if (action.isExact()) {
                trees.add(byAction.computeIfAbsent(action.literalPrefix(), name -> new PrefixTree()));
            } else {
                wide = true;
            }
        }
        for (PrefixTree tree : wide ? List.of(anyAction) : trees) {
            if (compiled.isNotResource()) {
                tree.add("", statement);
                continue;
            }
            for (ResourcePattern resource : compiled.resources()) {
                tree.add(resource.isStar() ? "" : resource.literalPrefix(), statement);
            }
        }
    }
}
