package dev.ostiary.policy.explanation;

import dev.ostiary.policy.condition.ConditionTrace;
import dev.ostiary.policy.evaluation.Decision;
import java.util.List;

/** Writes an explanation as a tree for a terminal. */
public final class ExplanationText {
    private ExplanationText() {}

    /** {@return the tree, one line per element, each ended by a line feed} */
    public static String write(Explanation explanation) {
        StringBuilder text = new StringBuilder();
        text.append(word(explanation.decision())).append('\n');
        for (PartExplanation part : explanation.parts()) {
            line(text, 1, part.part().action() + " on " + part.part().resource() + ": " + word(part.decision()));
            part.layers().forEach(layer -> layer(text, layer));
        }
        NearestMiss miss = explanation.nearestMiss();
        if (miss != null) {
            line(text, 0, miss.oneLine());
        }
        return text.toString();
    }

    private static void layer(StringBuilder text, LayerExplanation layer) {
        line(text, 2, layer.layer().text() + " " + layer.outcome().text());
        if (layer.statements().isEmpty()) {
            line(text, 3, "no statements");
        }
        for (StatementExplanation statement : layer.statements()) {
            line(
                    text,
                    3,
                    mark(statement.applies()) + " " + statement.effect().text() + " "
                            + statement.statement().text() + ": action " + mark(statement.actionMatches())
                            + " resource " + mark(statement.resourceMatches()));
            statement.conditions().forEach(condition -> line(text, 4, condition(condition)));
        }
    }

    private static String condition(ConditionTrace condition) {
        List<String> seen = condition.requestValues();
        return mark(condition.holds()) + " " + condition.operator() + " " + condition.key() + ": request "
                + (condition.missing() ? "has no such key" : seen) + ", policy " + condition.policyValues();
    }

    private static String word(Decision decision) {
        return switch (decision) {
            case Decision.Allowed ignored -> "allowed";
            case Decision.Denied denied ->
                "not authorized to perform: " + denied.part().action() + " on resource: "
                        + denied.part().resource() + " " + denied.reason()
                        + (denied.statement() == null
                                ? ""
                                : " (" + denied.statement().text() + ")");
        };
    }

    private static String mark(boolean matched) {
        return matched ? "✓" : "✗";
    }

    private static void line(StringBuilder text, int depth, String content) {
        text.append("  ".repeat(depth)).append(content).append('\n');
    }
}
