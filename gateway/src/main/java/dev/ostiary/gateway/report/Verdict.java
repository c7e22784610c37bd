package dev.ostiary.gateway.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.policy.compare.ComparisonResult;
import dev.ostiary.policy.evaluation.AuthorizationPart;
import dev.ostiary.policy.evaluation.Decision;
import dev.ostiary.policy.evaluation.PolicySet;
import dev.ostiary.policy.evaluation.StatementReference;
import dev.ostiary.policy.evaluation.StatementTrace;
import dev.ostiary.policy.explanation.Explanation;
import dev.ostiary.policy.policy.Effect;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a comparison, with the statements that its witness is about.
 *
 * @param granting what allows the witness
 * @param refusing what does not; null when there is only one side
 */
public record Verdict(
        ComparisonResult result,
        PolicySet granting,
        @Nullable PolicySet refusing) {

    /** {@return {@code no}, {@code yes} or {@code not proven}, the question being whether there is such access} */
    public String word() {
        return switch (result) {
            case ComparisonResult.Pass ignored -> "no";
            case ComparisonResult.Fail ignored -> "yes";
            case ComparisonResult.Unknown ignored -> "not proven";
        };
    }

    /** {@return what is to be told below the word, a line each} */
    public List<String> lines(String grantingName, String refusingName) {
        return switch (result) {
            case ComparisonResult.Pass ignored -> List.of();
            case ComparisonResult.Unknown unknown -> List.of(unknown.reason());
            case ComparisonResult.Fail fail -> {
                var lines = new ArrayList<String>();
                lines.add("for example " + fail.witness().action() + " on "
                        + fail.witness().resource());
                fail.witness()
                        .context()
                        .asMap()
                        .forEach((key, value) -> lines.add("  with " + key + "=" + String.join(",", value.all())));
                allowing(fail.witness())
                        .forEach(statement -> lines.add(grantingName + ": allowed by " + statement.text()));
                if (refusing != null) {
                    lines.add(refusingName + ": " + refusal(refusing, fail.witness()));
                }
                yield lines;
            }
        };
    }

    /** What programs read. */
    public static String label(ComparisonResult result) {
        return switch (result) {
            case ComparisonResult.Pass ignored -> "pass";
            case ComparisonResult.Fail ignored -> "fail";
            case ComparisonResult.Unknown ignored -> "unknown";
        };
    }

    /** {@code result} (pass, fail or unknown), and with it {@code witness}, {@code allowedBy}, {@code refusal}, or {@code reason}. */
    public ObjectNode toJson() {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("result", label(result));
        switch (result) {
            case ComparisonResult.Pass ignored -> {}
            case ComparisonResult.Unknown unknown -> node.put("reason", unknown.reason());
            case ComparisonResult.Fail fail -> {
                AuthorizationPart witness = fail.witness();
                ObjectNode request = node.putObject("witness")
                        .put("action", witness.action())
                        .put("resource", witness.resource());
                ObjectNode context = request.putObject("context");
                witness.context().asMap().forEach((key, value) -> value.all().forEach(context.putArray(key)::add));
                var allowedBy = node.putArray("allowedBy");
                allowing(witness).forEach(statement -> allowedBy.add(json(statement)));
                if (refusing != null) {
                    node.put("refusal", refusal(refusing, witness));
                }
            }
        }
        return node;
    }

    private List<StatementReference> allowing(AuthorizationPart witness) {
        return granting.trace(witness).stream()
                .filter(trace -> trace.effect() == Effect.ALLOW && trace.applies())
                .map(StatementTrace::reference)
                .filter(statement -> !statement.policy().equals("aws:FullAWSAccess"))
                .toList();
    }

    private static String refusal(PolicySet refusing, AuthorizationPart witness) {
        Decision decision = refusing.decide(witness);
        return decision instanceof Decision.Denied denied
                ? "not allowed " + denied.reason() + "; " + Explanation.hint(refusing, decision)
                : "allowed";
    }

    private static ObjectNode json(StatementReference statement) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("layer", statement.layer().text())
                .put("policy", statement.policy())
                .put("index", statement.index());
        if (statement.sid() != null) {
            node.put("sid", statement.sid());
        }
        return node;
    }
}
