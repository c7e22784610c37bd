package dev.ostiary.policy.synthesis;

import dev.ostiary.policy.document.PolicyWriter;
import dev.ostiary.policy.policy.PatternList;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.Position;
import dev.ostiary.policy.policy.Statement;
import dev.ostiary.policy.policy.StatementLabel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Joins statements without changing what they grant: equal actions and conditions unite their resources, then equal
 * resources and conditions unite their actions.
 */
final class StatementMerger {
    private StatementMerger() {}

    static List<Statement> merge(List<Statement> statements) {
        List<Statement> byActions = unite(statements, true);
        return unite(byActions, false);
    }

    /** {@return the statement's text without its name; equal texts mean the same} */
    static String text(Statement statement) {
        Statement bare = new Statement(
                new StatementLabel(0, null, Position.NONE),
                statement.effect(),
                null,
                sorted(statement.actions()),
                statement.resources() == null ? null : sorted(statement.resources()),
                statement.conditions());
        return PolicyWriter.writeCompact(PolicyDocument.of(List.of(bare)));
    }

    private static List<Statement> unite(List<Statement> statements, boolean resources) {
        Function<Statement, PatternList> united = statement -> resources ? resources(statement) : statement.actions();
        Map<String, List<Statement>> groups = new LinkedHashMap<>();
        for (Statement statement : statements) {
            boolean alone = united.apply(statement).negated();
            PatternList none = PatternList.of(List.of("-"));
            String key = alone
                    ? text(statement)
                    : text(
                            resources
                                    ? Statements.with(statement, statement.actions(), none, statement.conditions())
                                    : Statements.with(statement, none, resources(statement), statement.conditions()));
            groups.computeIfAbsent(key, any -> new ArrayList<>()).add(statement);
        }
        return groups.values().stream()
                .map(group -> join(group, united, resources))
                .toList();
    }

    private static Statement join(List<Statement> group, Function<Statement, PatternList> united, boolean resources) {
        Statement first = group.getFirst();
        if (group.size() == 1 || united.apply(first).negated()) {
            return first;
        }
        TreeSet<String> texts = new TreeSet<>();
        group.forEach(statement -> texts.addAll(united.apply(statement).texts()));
        PatternList all = PatternList.of(List.copyOf(texts));
        return resources
                ? Statements.with(first, first.actions(), all, first.conditions())
                : Statements.with(first, all, resources(first), first.conditions());
    }

    private static PatternList resources(Statement statement) {
        PatternList resources = statement.resources();
        return resources == null ? PatternList.of(List.of("*")) : resources;
    }

    private static PatternList sorted(PatternList list) {
        List<String> texts = list.texts().stream().sorted().distinct().toList();
        PatternList plain = PatternList.of(texts);
        return new PatternList(list.negated(), plain.single(), plain.entries());
    }
}
