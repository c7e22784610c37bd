package dev.ostiary.policy.synthesis;

import dev.ostiary.policy.document.PolicyWriter;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.Statement;
import java.util.ArrayList;
import java.util.List;

/** Splits statements into documents that AWS stores as managed policies. */
final class SizeSplitter {
    /** AWS counts 6,144 characters without white space; one is kept in reserve, as Access Analyzer counts one more. */
    static final int MOST_CHARACTERS = 6_143;

    private SizeSplitter() {}

    static List<PolicyDocument> split(List<Statement> statements) {
        List<PolicyDocument> documents = new ArrayList<>();
        List<Statement> open = new ArrayList<>();
        for (Statement statement : statements) {
            List<Statement> more = new ArrayList<>(open);
            more.add(statement);
            if (!open.isEmpty() && size(more) > MOST_CHARACTERS) {
                documents.add(Statements.named("Role", open));
                open = new ArrayList<>(List.of(statement));
            } else {
                open = more;
            }
        }
        if (!open.isEmpty()) {
            documents.add(Statements.named("Role", open));
        }
        return documents;
    }

    private static long size(List<Statement> statements) {
        return PolicyWriter.writeCompact(Statements.named("Role", statements))
                .chars()
                .filter(c -> c > ' ')
                .count();
    }
}
