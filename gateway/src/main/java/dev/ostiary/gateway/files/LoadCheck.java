package dev.ostiary.gateway.files;

import dev.ostiary.gateway.policies.PolicyRead;
import dev.ostiary.gateway.store.LintNotes;
import dev.ostiary.gateway.yaml.Findings;
import dev.ostiary.gateway.yaml.Position;
import dev.ostiary.policy.json.PolicyProblem;
import dev.ostiary.policy.rule.Finding;
import dev.ostiary.policy.rule.Fix;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Which findings of lint keep a directory from loading, and what is said of the others. */
final class LoadCheck {
    private static final int SHOWN = 20;

    private LoadCheck() {}

    static void refuse(List<PolicyRead> reads, List<LintedFile> linted, boolean securityBlocks, Findings findings) {
        var told = new HashSet<dev.ostiary.gateway.yaml.Finding>();
        for (PolicyRead read : reads) {
            for (PolicyProblem problem : read.problems()) {
                var finding = new dev.ostiary.gateway.yaml.Finding(
                        read.source().file(),
                        read.source().places().of(problem.line(), problem.column()),
                        problem.rule() + ": " + problem.message(),
                        problem.fix());
                told.add(withoutFix(finding));
                findings.add(finding);
            }
        }
        for (LintedFile file : linted) {
            for (Finding finding : file.active()) {
                var toTell = told(file.file(), finding);
                if (finding.blocksLoading(securityBlocks) && told.add(withoutFix(toTell))) {
                    findings.add(toTell);
                }
            }
        }
    }

    static LintNotes notes(List<LintedFile> linted) {
        int warnings = 0;
        var security = new ArrayList<dev.ostiary.gateway.yaml.Finding>();
        for (LintedFile file : linted) {
            for (Finding finding : file.active()) {
                switch (finding.severity()) {
                    case SECURITY -> security.add(told(file.file(), finding));
                    case ERROR, WARNING -> warnings++;
                    case SUGGESTION -> {}
                }
            }
        }
        return new LintNotes(security.size(), warnings, security.subList(0, Math.min(SHOWN, security.size())));
    }

    private static dev.ostiary.gateway.yaml.Finding told(String file, Finding finding) {
        Fix fix = finding.fix();
        return new dev.ostiary.gateway.yaml.Finding(
                file,
                new Position(finding.position().line(), finding.position().column()),
                finding.rule() + ": " + finding.message(),
                fix == null ? "" : fix.text());
    }

    private static dev.ostiary.gateway.yaml.Finding withoutFix(dev.ostiary.gateway.yaml.Finding finding) {
        return new dev.ostiary.gateway.yaml.Finding(finding.file(), finding.at(), finding.message(), "");
    }
}
