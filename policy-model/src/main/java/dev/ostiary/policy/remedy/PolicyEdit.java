package dev.ostiary.policy.remedy;

import dev.ostiary.policy.policy.Effect;
import dev.ostiary.policy.policy.OperatorBlock;
import dev.ostiary.policy.policy.PatternList;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.Position;
import dev.ostiary.policy.policy.Statement;
import dev.ostiary.policy.policy.StatementLabel;
import dev.ostiary.policy.rule.Finding;
import java.util.ArrayList;
import java.util.List;

/** Edits of documents by command. Every method returns a new document; comments and spacing of the text are not kept. */
public final class PolicyEdit {
    private PolicyEdit() {}

    /**
     * {@return the document with every mechanical fix of these findings made} Findings of another document, and fixes that
     * are advice, change nothing.
     */
    public static PolicyDocument fix(PolicyDocument document, List<Finding> findings) {
        List<Statement> fixed = document.statements().stream()
                .map(statement -> MechanicalFix.apply(statement, findings))
                .toList();
        List<Statement> whole = ProfileModels.add(fixed, findings);
        boolean single = document.singleStatement() && whole.size() == 1;
        return new PolicyDocument(document.version(), document.id(), whole, single);
    }

    /** {@return the document that also allows calling this foundation model; the same when it is listed already} */
    public static PolicyDocument allowModel(PolicyDocument document, String modelArn) {
        List<Statement> statements = new ArrayList<>(document.statements());
        for (int i = 0; i < statements.size(); i++) {
            Statement statement = statements.get(i);
            PatternList resources = statement.resources();
            if (resources != null && takesMoreModels(statement, resources)) {
                List<String> texts = new ArrayList<>(resources.texts());
                if (!texts.contains(modelArn)) {
                    texts.add(modelArn);
                }
                statements.set(i, with(statement, PatternList.of(texts)));
                return with(document, statements);
            }
        }
        statements.add(invocation(statements.size(), List.of(modelArn), List.of()));
        return with(document, statements);
    }

    /**
     * {@return the document that also allows calling models through this profile, and only through it}
     *
     * @param profileArn the profile
     * @param modelArns the model in the source Region and in every destination Region
     */
    public static PolicyDocument allowProfile(PolicyDocument document, String profileArn, List<String> modelArns) {
        List<Statement> statements = new ArrayList<>(document.statements());
        statements.add(invocation(statements.size(), List.of(profileArn), List.of()));
        statements.add(invocation(statements.size(), modelArns, List.of(ProfileModels.through(profileArn))));
        return with(document, statements);
    }

    private static boolean takesMoreModels(Statement statement, PatternList resources) {
        return statement.effect() == Effect.ALLOW
                && statement.conditions().isEmpty()
                && !statement.actions().negated()
                && statement.actions().texts().stream().sorted().toList().equals(ProfileModels.INVOCATIONS)
                && !resources.negated()
                && resources.texts().stream().allMatch(text -> text.contains("::foundation-model/"));
    }

    private static Statement invocation(int index, List<String> resources, List<OperatorBlock> conditions) {
        return new Statement(
                new StatementLabel(index, null, Position.NONE),
                Effect.ALLOW,
                null,
                PatternList.of(ProfileModels.INVOCATIONS),
                PatternList.of(resources),
                conditions);
    }

    private static Statement with(Statement statement, PatternList resources) {
        return new Statement(
                statement.label(),
                statement.effect(),
                statement.principals(),
                statement.actions(),
                resources,
                statement.conditions());
    }

    private static PolicyDocument with(PolicyDocument document, List<Statement> statements) {
        return new PolicyDocument(document.version(), document.id(), statements, false);
    }
}
