package dev.ostiary.policy.synthesis;

import dev.ostiary.policy.policy.Effect;
import dev.ostiary.policy.policy.OperatorBlock;
import dev.ostiary.policy.policy.PatternList;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.Position;
import dev.ostiary.policy.policy.Statement;
import dev.ostiary.policy.policy.StatementLabel;
import java.util.ArrayList;
import java.util.List;

/** Makes statements and documents. */
final class Statements {
    private Statements() {}

    static Statement allow(List<String> actions, List<String> resources, List<OperatorBlock> conditions) {
        return new Statement(
                new StatementLabel(0, null, Position.NONE),
                Effect.ALLOW,
                null,
                PatternList.of(actions),
                PatternList.of(resources),
                conditions);
    }

    static Statement with(Statement base, PatternList actions, PatternList resources, List<OperatorBlock> conditions) {
        return new Statement(base.label(), base.effect(), null, actions, resources, conditions);
    }

    /** {@return a document whose statements have the Sids name1, name2 …} */
    static PolicyDocument named(String name, List<Statement> statements) {
        List<Statement> numbered = new ArrayList<>();
        for (Statement each : statements) {
            int index = numbered.size();
            StatementLabel label = new StatementLabel(index, name + (index + 1), Position.NONE);
            numbered.add(
                    new Statement(label, each.effect(), null, each.actions(), each.resources(), each.conditions()));
        }
        return new PolicyDocument(PolicyDocument.VERSION_2012, null, numbered, false);
    }
}
