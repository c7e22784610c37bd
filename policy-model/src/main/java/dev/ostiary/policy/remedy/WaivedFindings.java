package dev.ostiary.policy.remedy;

import dev.ostiary.policy.rule.Finding;
import dev.ostiary.policy.rule.Severity;
import java.time.LocalDate;
import java.util.List;

/**
 * Findings sorted by the waivers of their policy. Errors cannot be waived: such a document cannot work.
 *
 * @param active what still counts
 * @param waived what somebody has waived
 * @param unused waivers that have expired or that no finding needs, to be removed
 */
public record WaivedFindings(List<Finding> active, List<Finding> waived, List<Waiver> unused) {
    public WaivedFindings {
        active = List.copyOf(active);
        waived = List.copyOf(waived);
        unused = List.copyOf(unused);
    }

    /** {@return the findings of one document after its waivers} */
    public static WaivedFindings of(List<Finding> findings, List<Waiver> waivers, LocalDate today) {
        List<Waiver> valid = waivers.stream()
                .filter(waiver -> !waiver.expires().isBefore(today))
                .toList();
        List<Finding> waived = findings.stream()
                .filter(finding -> finding.severity() != Severity.ERROR)
                .filter(finding ->
                        valid.stream().anyMatch(waiver -> waiver.rule().equals(finding.rule())))
                .toList();
        List<Finding> active =
                findings.stream().filter(finding -> !waived.contains(finding)).toList();
        List<Waiver> unused = waivers.stream()
                .filter(waiver -> !valid.contains(waiver)
                        || waived.stream().noneMatch(finding -> finding.rule().equals(waiver.rule())))
                .toList();
        return new WaivedFindings(active, waived, unused);
    }

    /** {@return whether {@code lint} ends with exit code 1: an error or a security finding is left} */
    public boolean failsLint() {
        return active.stream()
                .anyMatch(finding -> finding.severity() == Severity.ERROR || finding.severity() == Severity.SECURITY);
    }
}
