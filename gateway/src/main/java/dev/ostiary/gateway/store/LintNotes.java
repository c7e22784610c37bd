package dev.ostiary.gateway.store;

import dev.ostiary.gateway.yaml.Finding;
import java.util.List;

/**
 * What lint has to say of policies that were loaded all the same.
 *
 * @param security how many unwaived security findings
 * @param warnings how many warnings, errors that only warn when loaded among them
 * @param findings the first of the security findings
 */
public record LintNotes(int security, int warnings, List<Finding> findings) {
    public static final LintNotes NONE = new LintNotes(0, 0, List.of());

    public LintNotes {
        findings = List.copyOf(findings);
    }
}
