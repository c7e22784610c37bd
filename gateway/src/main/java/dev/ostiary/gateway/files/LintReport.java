package dev.ostiary.gateway.files;

import dev.ostiary.policy.policy.Position;
import dev.ostiary.policy.rule.Finding;
import dev.ostiary.policy.rule.Fix;
import dev.ostiary.policy.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What lint says of a whole access directory, by file in name order; files without findings are left out. */
public record LintReport(List<LintedFile> files) {
    /** The rule of whatever keeps a directory from loading and is no matter of a policy's content. */
    static final String ACCESS_FILE = "ACCESS_FILE";

    public LintReport {
        files = List.copyOf(files);
    }

    static LintReport of(List<LintedFile> linted, List<dev.ostiary.gateway.yaml.Finding> others) {
        Map<String, LintedFile> files = new TreeMap<>();
        linted.forEach(file -> files.merge(file.file(), file, LintReport::join));
        for (var other : others) {
            Fix fix = other.fix().isEmpty() ? null : new Fix.Advice(other.fix());
            // a finding about the whole file stands at its beginning
            Position position = new Position("", Math.max(1, other.line()), Math.max(1, other.column()));
            Finding finding = new Finding(ACCESS_FILE, Severity.ERROR, other.message(), position, -1, fix);
            files.merge(other.file(), new LintedFile(other.file(), List.of(finding), List.of()), LintReport::join);
        }
        return new LintReport(files.values().stream()
                .filter(file -> !file.active().isEmpty() || !file.waived().isEmpty())
                .toList());
    }

    private static LintedFile join(LintedFile one, LintedFile other) {
        var active = new ArrayList<>(one.active());
        active.addAll(other.active());
        var waived = new ArrayList<>(one.waived());
        waived.addAll(other.waived());
        return new LintedFile(one.file(), active, waived);
    }

    /** How many findings of this severity count. */
    public long count(Severity severity) {
        return files.stream()
                .flatMap(file -> file.active().stream())
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    public long waived() {
        return files.stream().mapToLong(file -> file.waived().size()).sum();
    }
}
