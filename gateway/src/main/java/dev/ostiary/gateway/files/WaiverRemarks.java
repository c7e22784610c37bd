package dev.ostiary.gateway.files;

import dev.ostiary.gateway.policies.WaiverReader;
import dev.ostiary.policy.policy.Position;
import dev.ostiary.policy.remedy.WaivedFindings;
import dev.ostiary.policy.remedy.Waiver;
import dev.ostiary.policy.rule.Finding;
import dev.ostiary.policy.rule.Fix;
import dev.ostiary.policy.rule.Severity;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What is said of a waiver that does nothing. */
final class WaiverRemarks {
    private WaiverRemarks() {}

    /** Null for a waiver that is needed. */
    static @Nullable Finding of(WaiverReader.LocatedWaiver located, WaivedFindings findings, LocalDate today) {
        Waiver waiver = located.waiver();
        boolean ofError = findings.active().stream()
                .anyMatch(finding -> finding.rule().equals(waiver.rule()) && finding.severity() == Severity.ERROR);
        if (ofError) {
            return remark(
                    located,
                    "WAIVER_OF_ERROR",
                    Severity.WARNING,
                    "`" + waiver.rule() + "` is an error here, and errors cannot be waived",
                    "mend the policy, then remove the waiver");
        }
        if (waiver.expires().isBefore(today)) {
            return remark(
                    located,
                    "WAIVER_EXPIRED",
                    Severity.WARNING,
                    "the waiver of `" + waiver.rule() + "` expired on " + waiver.expires() + " and counts no more",
                    "mend the policy, or agree on a new date");
        }
        if (findings.unused().contains(waiver) && !located.needsEvidence()) {
            return remark(
                    located,
                    "WAIVER_UNUSED",
                    Severity.SUGGESTION,
                    "no finding needs the waiver of `" + waiver.rule() + "`",
                    "remove it");
        }
        return null;
    }

    private static Finding remark(
            WaiverReader.LocatedWaiver located, String rule, Severity severity, String message, String fix) {
        var position = new Position("", located.at().line(), located.at().column());
        return new Finding(rule, severity, message, position, -1, new Fix.Advice(fix));
    }
}
