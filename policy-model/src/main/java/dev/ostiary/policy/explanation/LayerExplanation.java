package dev.ostiary.policy.explanation;

import dev.ostiary.policy.evaluation.PolicyLayer;
import dev.ostiary.policy.evaluation.Slot;
import dev.ostiary.policy.evaluation.StatementTrace;
import dev.ostiary.policy.policy.Effect;
import java.util.List;

/** What one layer, or one level of the organization, says. */
public record LayerExplanation(PolicyLayer layer, Outcome outcome, List<StatementExplanation> statements) {
    /** What the statements of a layer come to. */
    public enum Outcome {
        ALLOWS("allows"),
        DENIES("denies explicitly"),
        DOES_NOT_ALLOW("does not allow");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }

        /** {@return the outcome in words} */
        public String text() {
            return text;
        }
    }

    public LayerExplanation {
        statements = List.copyOf(statements);
    }

    static LayerExplanation of(Slot slot, List<StatementTrace> traces) {
        List<StatementExplanation> statements = traces.stream()
                .filter(trace -> trace.slot() == slot.number())
                .map(StatementExplanation::of)
                .toList();
        return new LayerExplanation(slot.layer(), outcome(statements), statements);
    }

    private static Outcome outcome(List<StatementExplanation> statements) {
        if (applies(statements, Effect.DENY)) {
            return Outcome.DENIES;
        }
        return applies(statements, Effect.ALLOW) ? Outcome.ALLOWS : Outcome.DOES_NOT_ALLOW;
    }

    private static boolean applies(List<StatementExplanation> statements, Effect effect) {
        return statements.stream().anyMatch(each -> each.effect() == effect && each.applies());
    }
}
