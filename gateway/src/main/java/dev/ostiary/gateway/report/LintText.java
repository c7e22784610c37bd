package dev.ostiary.gateway.report;

import dev.ostiary.gateway.files.LintFiles;
import dev.ostiary.gateway.files.LintReport;
import dev.ostiary.gateway.files.LintedFile;
import dev.ostiary.gateway.yaml.Position;
import dev.ostiary.policy.rule.Finding;
import dev.ostiary.policy.rule.Fix;
import dev.ostiary.policy.rule.Severity;
import java.util.ArrayList;
import java.util.List;

/** A lint report for people: one line per finding as compilers write them, file by file, and a summary. */
public final class LintText {
    private LintText() {}

    public static List<String> lines(LintReport report, LintFiles files) {
        var lines = new ArrayList<String>();
        for (LintedFile file : report.files()) {
            String path = files.path(file.file()).toString();
            file.active().forEach(finding -> lines.add(line(path, finding)));
            if (!file.active().isEmpty()) {
                lines.add("");
            }
        }
        lines.add(summary(report));
        return lines;
    }

    private static String line(String path, Finding finding) {
        Fix fix = finding.fix();
        return new dev.ostiary.gateway.yaml.Finding(
                        path,
                        new Position(
                                finding.position().line(), finding.position().column()),
                        finding.severity().text() + " " + finding.rule() + ": " + finding.message(),
                        fix == null ? "" : fix.text())
                .toText();
    }

    private static String summary(LintReport report) {
        return Counted.of(report.count(Severity.ERROR), "error") + ", "
                + Counted.of(report.count(Severity.SECURITY), "security finding") + ", "
                + Counted.of(report.count(Severity.WARNING), "warning") + ", "
                + Counted.of(report.count(Severity.SUGGESTION), "suggestion") + ", " + report.waived() + " waived";
    }
}
