package dev.ostiary.gateway.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.gateway.files.LintReport;
import dev.ostiary.gateway.files.LintedFile;
import dev.ostiary.policy.rule.Finding;
import dev.ostiary.policy.rule.Fix;
import dev.ostiary.policy.rule.Severity;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A lint report for programs, in the form of docs/policies.md; members are only ever added. */
public final class LintJson {
    private LintJson() {}

    /** @param shown how a file is called in the report */
    public static String write(
            LintReport report, boolean passed, SortedMap<String, String> diffs, UnaryOperator<String> shown) {
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("passed", passed);
        ArrayNode findings = root.putArray("findings");
        for (LintedFile file : report.files()) {
            String name = shown.apply(file.file());
            file.active().forEach(finding -> findings.add(json(name, finding, null)));
            file.waived().forEach(waived -> findings.add(json(name, waived.finding(), waived.reason())));
        }
        root.putObject("summary")
                .put("error", report.count(Severity.ERROR))
                .put("security", report.count(Severity.SECURITY))
                .put("warning", report.count(Severity.WARNING))
                .put("suggestion", report.count(Severity.SUGGESTION))
                .put("waived", report.waived());
        ArrayNode fixed = root.putArray("fixed");
        diffs.forEach(
                (file, diff) -> fixed.addObject().put("file", shown.apply(file)).put("diff", diff));
        return root.toString();
    }

    private static ObjectNode json(String file, Finding finding, @Nullable String waiver) {
        Fix fix = finding.fix();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("file", file)
                .put("line", finding.position().line())
                .put("column", finding.position().column())
                .put("pointer", finding.position().pointer())
                .put("severity", finding.severity().text())
                .put("rule", finding.rule())
                .put("message", finding.message())
                .put("fix", fix == null ? "" : fix.text())
                .put("fixable", fix != null && !(fix instanceof Fix.Advice))
                .put("waived", waiver != null);
        return waiver == null ? json : json.put("reason", waiver);
    }
}
