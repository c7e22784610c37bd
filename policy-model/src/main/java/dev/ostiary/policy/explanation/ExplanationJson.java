package dev.ostiary.policy.explanation;

import dev.ostiary.policy.condition.ConditionTrace;
import dev.ostiary.policy.evaluation.Decision;
import dev.ostiary.policy.evaluation.StatementReference;
import dev.ostiary.policy.json.JsonBuilder;
import dev.ostiary.policy.json.JsonNode;
import dev.ostiary.policy.json.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * The stable JSON form of an explanation; {@code docs/policies.md} describes it. Members are only ever added.
 */
public final class ExplanationJson {
    private ExplanationJson() {}

    /** {@return the explanation as one line of JSON} */
    public static String write(Explanation explanation) {
        NearestMiss miss = explanation.nearestMiss();
        return JsonText.write(JsonBuilder.object()
                .with("decision", decision(explanation.decision()))
                .with("parts", JsonBuilder.array(explanation.parts(), ExplanationJson::part))
                .withKnown("nearestMiss", miss == null ? null : nearestMiss(miss))
                .build());
    }

    private static JsonNode decision(Decision decision) {
        return switch (decision) {
            case Decision.Allowed ignored ->
                JsonBuilder.object().with("result", "allowed").build();
            case Decision.Denied denied ->
                JsonBuilder.object()
                        .with("result", denied.explicit() ? "explicitDeny" : "implicitDeny")
                        .with("layer", denied.layer().text())
                        .with("action", denied.part().action())
                        .with("resource", denied.part().resource())
                        .with("reason", denied.reason())
                        .withKnown("statement", statement(denied.statement()))
                        .build();
        };
    }

    private static JsonNode part(PartExplanation part) {
        return JsonBuilder.object()
                .with("action", part.part().action())
                .with("resource", part.part().resource())
                .with("decision", decision(part.decision()))
                .with("layers", JsonBuilder.array(part.layers(), ExplanationJson::layer))
                .build();
    }

    private static JsonNode layer(LayerExplanation layer) {
        return JsonBuilder.object()
                .with("layer", layer.layer().text())
                .with("outcome", layer.outcome().text())
                .with("statements", JsonBuilder.array(layer.statements(), ExplanationJson::statement))
                .build();
    }

    private static JsonNode statement(StatementExplanation statement) {
        return JsonBuilder.object()
                .withKnown("statement", statement(statement.statement()))
                .with("effect", statement.effect().text())
                .with("applies", statement.applies())
                .with("actionMatches", statement.actionMatches())
                .with("resourceMatches", statement.resourceMatches())
                .with("conditions", JsonBuilder.array(statement.conditions(), ExplanationJson::condition))
                .build();
    }

    private static JsonNode condition(ConditionTrace condition) {
        return JsonBuilder.object()
                .with("operator", condition.operator())
                .with("key", condition.key())
                .with("requestValues", condition.requestValues())
                .with("policyValues", condition.policyValues())
                .with("missing", condition.missing())
                .with("holds", condition.holds())
                .build();
    }

    private static JsonNode nearestMiss(NearestMiss miss) {
        return JsonBuilder.object()
                .withKnown("statement", statement(miss.statement()))
                .with("place", miss.place())
                .with("difference", miss.difference())
                .build();
    }

    private static @Nullable JsonNode statement(@Nullable StatementReference statement) {
        if (statement == null) {
            return null;
        }
        JsonBuilder builder =
                JsonBuilder.object().with("policy", statement.policy()).with("index", statement.index());
        if (statement.sid() != null) {
            builder.with("sid", statement.sid());
        }
        return builder.with("pointer", statement.position().pointer())
                .with("line", statement.position().line())
                .build();
    }
}
