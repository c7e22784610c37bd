package dev.ostiary.gateway.policies;

import dev.ostiary.policy.evaluation.PolicyLayers;
import dev.ostiary.policy.review.AppLinter;
import dev.ostiary.policy.review.DocumentFinding;
import dev.ostiary.policy.review.UsageRecord;
import dev.ostiary.policy.rule.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lints the layers of each app together: what a boundary or an organization document never lets through, and what was not used. Compares documents, which takes
 * too long for a reload, so only the command asks.
 */
public final class LayerLint {
    private static final AppLinter LINTER = new AppLinter();

    private LayerLint() {}

    /** @param file the app's, where its inline document stands */
    public record LayeredApp(String id, String file, PolicyLayers layers) {}

    /** Findings by the file of their document, at the places of its text; those of documents without a file are left out. */
    public static Map<String, List<Finding>> lint(List<LayeredApp> apps, Map<String, UsageRecord> usage) {
        Map<String, Set<Finding>> found = new HashMap<>();
        for (LayeredApp app : apps) {
            for (DocumentFinding finding : LINTER.lint(app.layers(), usage.get(app.id()))) {
                found.computeIfAbsent(fileOf(finding.policy(), app), file -> new LinkedHashSet<>())
                        .add(of(app, finding.finding()));
            }
        }
        Map<String, List<Finding>> lists = new HashMap<>();
        found.forEach((file, findings) -> lists.put(file, new ArrayList<>(findings)));
        return lists;
    }

    /** A document that is built in has none: then nothing is read from where this leads. */
    public static String fileOf(String policy, LayeredApp app) {
        return PolicyShelf.isInline(policy) ? app.file() : "policies/" + policy + ".json";
    }

    /** The same document may be narrow beside one boundary and wide beside another. */
    private static Finding of(LayeredApp app, Finding finding) {
        return new Finding(
                finding.rule(),
                finding.severity(),
                "for the app `" + app.id() + "`: " + finding.message(),
                finding.position(),
                finding.statement(),
                finding.fix());
    }
}
