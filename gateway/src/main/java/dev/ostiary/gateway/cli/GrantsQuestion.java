package dev.ostiary.gateway.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ostiary.gateway.report.Verdict;
import dev.ostiary.gateway.terminal.PolicyFile;
import dev.ostiary.gateway.terminal.UsageError;
import dev.ostiary.gateway.yaml.PlainText;
import dev.ostiary.policy.compare.AccessComparer;
import dev.ostiary.policy.compare.ComparisonResult;
import dev.ostiary.policy.pattern.ArnFields;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a document grants an action at all, or on a resource, whatever the conditions. */
record GrantsQuestion(String asked, Verdict verdict) {
    static GrantsQuestion of(PolicyFile file, String action, @Nullable String resource) {
        if (!action.matches("[A-Za-z0-9-]+:[A-Za-z0-9*?]+|\\*")) {
            throw new UsageError("`" + action + "` is not an action", "write for example bedrock:InvokeModel");
        }
        if (resource != null && !ArnFields.nameResources(resource)) {
            throw new UsageError("`" + resource + "` is not an ARN", "write all six fields, or `*`");
        }
        ComparisonResult result = new AccessComparer()
                .doesNotGrant(file.documents(), List.of(action), resource == null ? List.of() : List.of(resource));
        String asked = action + (resource == null ? "" : " on " + resource);
        return new GrantsQuestion(asked, new Verdict(result, file.set(), null));
    }

    int print(boolean json, PrintStream out) {
        if (json) {
            out.println(JsonNodeFactory.instance
                    .objectNode()
                    .put("kind", "grants")
                    .put("asked", asked)
                    .set("granted", verdict.toJson()));
        } else {
            out.println("grants " + asked + ": " + verdict.word());
            verdict.lines("policy", "").forEach(line -> out.println("  " + PlainText.oneLine(line)));
        }
        return verdict.result().passed() ? Cli.FINE : Cli.FINDINGS;
    }
}
