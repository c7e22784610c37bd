package dev.ostiary.gateway.files;

import dev.ostiary.gateway.policies.AccessRules;
import dev.ostiary.gateway.policies.LineEnds;
import dev.ostiary.policy.document.PolicyReader;
import dev.ostiary.policy.document.PolicyReading;
import dev.ostiary.policy.document.PolicyWriter;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.PolicyKind;
import dev.ostiary.policy.remedy.PolicyEdit;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Lint of an access directory in memory: what the gateway would say of it, and the directory with its mechanical fixes. */
public final class DirectoryLint {
    /** A fix can make another one possible: the stream action is missing only from an action that exists. */
    private static final int MOST_ROUNDS = 8;

    private final AccessRules rules;
    private final PolicyLint lint;

    public DirectoryLint(AccessRules rules) {
        this.rules = rules;
        this.lint = new PolicyLint(rules);
    }

    /** What lint says, and what else keeps the directory from loading. */
    public LintReport lint(LintFiles files, LintEvidence evidence) {
        return AccessFiles.lint(files.set(), rules, lint, files.whole(), evidence);
    }

    /**
     * A directory with its fixes.
     *
     * @param after all files as they are then
     * @param texts the new texts of those that changed, by path
     */
    public record Fixed(LintFiles after, SortedMap<String, String> texts) {
        public Fixed {
            texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
        }
    }

    /** Makes the mechanical fixes; waived findings are left alone, and so are documents inside of apps' files. */
    public Fixed fix(LintFiles files) {
        var changed = new TreeMap<String, String>();
        LintFiles now = files;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            var fixes = fixes(now);
            if (fixes.isEmpty()) {
                break;
            }
            changed.putAll(fixes);
            now = now.with(fixes);
        }
        return new Fixed(now, changed);
    }

    private Map<String, String> fixes(LintFiles files) {
        var fixes = new TreeMap<String, String>();
        for (LintedFile file : lint(files, LintEvidence.NONE).files()) {
            byte[] bytes = files.set().files().get(file.file());
            if (bytes == null || !file.file().endsWith(".json")) {
                continue;
            }
            PolicyKind kind = file.file().startsWith("organization/") ? PolicyKind.ORGANIZATION : PolicyKind.IDENTITY;
            if (PolicyReader.read(bytes, kind) instanceof PolicyReading.Accepted accepted) {
                PolicyDocument fixed = PolicyEdit.fix(accepted.document(), file.active());
                if (!fixed.equals(accepted.document())) {
                    fixes.put(file.file(), LineEnds.like(files.text(file.file()), PolicyWriter.write(fixed)));
                }
            }
        }
        return fixes;
    }
}
