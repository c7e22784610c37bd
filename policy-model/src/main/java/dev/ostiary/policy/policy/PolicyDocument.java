package dev.ostiary.policy.policy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole policy document as written. Immutable, safe for use by several threads.
 *
 * @param version {@code 2012-10-17} or {@code 2008-10-17}; null when absent, which IAM reads as 2008-10-17
 * @param id the optional Id; no effect on evaluation
 * @param statements in the order written
 * @param singleStatement true when Statement was one object instead of a list
 */
public record PolicyDocument(
        @Nullable String version, @Nullable String id, List<Statement> statements, boolean singleStatement) {
    /** The version that knows policy variables. */
    public static final String VERSION_2012 = "2012-10-17";
    /** The older version, and what an absent Version means. */
    public static final String VERSION_2008 = "2008-10-17";

    public PolicyDocument {
        statements = List.copyOf(statements);
    }

    /** {@return a document of version 2012-10-17, statements numbered in the order given} */
    public static PolicyDocument of(List<Statement> statements) {
        List<Statement> numbered = new ArrayList<>();
        for (Statement statement : statements) {
            numbered.add(statement.withIndex(numbered.size()));
        }
        return new PolicyDocument(VERSION_2012, null, numbered, false);
    }

    /** {@return whether policy variables are variables here: only in version 2012-10-17} */
    public boolean hasVariables() {
        return VERSION_2012.equals(version);
    }
}
