package dev.ostiary.gateway.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.gateway.report.Verdict;
import dev.ostiary.gateway.terminal.PolicyFile;
import dev.ostiary.gateway.yaml.PlainText;
import dev.ostiary.policy.compare.AccessComparer;
import dev.ostiary.policy.compare.ComparisonResult;
import java.io.PrintStream;

/** Two policy documents, compared in both directions. */
record DocumentDiff(Verdict more, Verdict less) {

    static DocumentDiff of(PolicyFile before, PolicyFile after) {
        var comparer = new AccessComparer();
        ComparisonResult more = comparer.grantsNoMore(before.documents(), after.documents());
        ComparisonResult less = comparer.grantsNoMore(after.documents(), before.documents());
        return new DocumentDiff(
                new Verdict(more, after.set(), before.set()), new Verdict(less, before.set(), after.set()));
    }

    int print(boolean json, PrintStream out) {
        if (json) {
            ObjectNode answer = JsonNodeFactory.instance
                    .objectNode()
                    .put("kind", "documents")
                    .put("verdict", verdict())
                    .put("newAccess", !more.result().passed());
            answer.set("more", more.toJson());
            answer.set("less", less.toJson());
            out.println(answer);
        } else {
            out.println(sentence());
            out.println("grants more: " + more.word());
            more.lines("new", "old").forEach(line -> out.println("  " + PlainText.oneLine(line)));
            out.println("grants less: " + less.word());
            less.lines("old", "new").forEach(line -> out.println("  " + PlainText.oneLine(line)));
        }
        return more.result().passed() ? Cli.FINE : Cli.FINDINGS;
    }

    private String verdict() {
        boolean unknown =
                more.result() instanceof ComparisonResult.Unknown || less.result() instanceof ComparisonResult.Unknown;
        if (unknown) {
            return "unproven";
        }
        boolean grows = !more.result().passed();
        boolean shrinks = !less.result().passed();
        return grows ? (shrinks ? "both" : "more") : shrinks ? "less" : "same";
    }

    private String sentence() {
        return switch (verdict()) {
            case "same" -> "same access";
            case "more" -> "the new document grants more";
            case "less" -> "the new document grants less";
            case "both" -> "the new document grants some things more and some less";
            default -> "not everything could be proven, which counts as new access where it stands under `grants more`";
        };
    }
}
