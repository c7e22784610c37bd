package dev.ostiary.policy.document;

import dev.ostiary.policy.json.PolicyProblem;
import dev.ostiary.policy.policy.OperatorBlock;
import java.util.List;

/** What came of reading a Condition that stands outside of a statement. */
public sealed interface ConditionReading {
    /** The Condition keeps every rule; its operators stand in the order written. */
    record Accepted(List<OperatorBlock> blocks) implements ConditionReading {
        public Accepted {
            blocks = List.copyOf(blocks);
        }
    }

    /** The Condition breaks at least one rule; the problem that IAM would report stands first. */
    record Rejected(List<PolicyProblem> problems) implements ConditionReading {
        public Rejected {
            problems = List.copyOf(problems);
        }
    }
}
