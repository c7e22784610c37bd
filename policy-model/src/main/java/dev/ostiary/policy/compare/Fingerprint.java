package dev.ostiary.policy.compare;

import dev.ostiary.policy.json.PolicyWriter;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.Position;
import dev.ostiary.policy.policy.Statement;
import dev.ostiary.policy.policy.StatementLabel;
import java.util.List;

/** The text of a statement without its name and place: equal texts mean the same. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(Statement statement) {
        Statement bare = new Statement(
                new StatementLabel(0, null, Position.NONE),
                statement.effect(),
                statement.principals(),
                statement.actions(),
                statement.resources(),
                statement.conditions());
        return PolicyWriter.writeCompact(PolicyDocument.of(List.of(bare)));
    }
}
