package dev.ostiary.gateway.files;

import dev.ostiary.policy.rule.Finding;
import java.util.List;

/**
 * What lint says of one file.
 *
 * @param file relative to the access directory, with {@code /}
 * @param active findings that count, worst first; positions are the author's
 * @param waived findings that somebody has waived
 */
public record LintedFile(String file, List<Finding> active, List<WaivedFinding> waived) {
    public LintedFile {
        active = List.copyOf(active);
        waived = List.copyOf(waived);
    }

    /** @param reason from the waiver */
    public record WaivedFinding(Finding finding, String reason) {}
}
