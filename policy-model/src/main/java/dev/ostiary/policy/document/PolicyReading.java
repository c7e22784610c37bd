package dev.ostiary.policy.document;

import dev.ostiary.policy.json.PolicyProblem;
import dev.ostiary.policy.policy.PolicyDocument;
import java.util.List;

/** What came of reading a document. */
public sealed interface PolicyReading {
    /** The document keeps every rule of its kind. */
    record Accepted(PolicyDocument document) implements PolicyReading {}

    /** The document breaks at least one rule; the problem that IAM would report stands first. */
    record Rejected(List<PolicyProblem> problems) implements PolicyReading {
        public Rejected {
            problems = List.copyOf(problems);
        }
    }
}
