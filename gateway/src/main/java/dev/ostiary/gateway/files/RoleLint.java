package dev.ostiary.gateway.files;

import dev.ostiary.gateway.policies.LayerLint;
import dev.ostiary.policy.evaluation.PolicyLayers;
import dev.ostiary.policy.policy.NamedPolicy;
import dev.ostiary.policy.review.DocumentFinding;
import dev.ostiary.policy.review.RoleApp;
import dev.ostiary.policy.review.RoleLinter;
import dev.ostiary.policy.rule.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lints the gateway's own role beside the apps of a directory. Only the command asks, since it compares documents. */
final class RoleLint {
    private RoleLint() {}

    /** Findings by file: those about the role under its documents' names, those about apps under their documents' files. */
    static Map<String, List<Finding>> lint(LintEvidence evidence, List<LayerLint.LayeredApp> apps) {
        Map<String, List<Finding>> found = new HashMap<>();
        if (evidence.role().isEmpty()) {
            return found;
        }
        List<NamedPolicy> role = evidence.role().stream().map(RoleFile::policy).toList();
        List<RoleApp> served = apps.stream().map(RoleLint::byFile).toList();
        for (DocumentFinding finding : new RoleLinter(evidence.calls()).lint(role, served)) {
            found.computeIfAbsent(finding.policy(), file -> new ArrayList<>()).add(finding.finding());
        }
        return found;
    }

    /** With documents that are called like their files, so that none is called like one of the role. */
    private static RoleApp byFile(LayerLint.LayeredApp app) {
        PolicyLayers layers = app.layers();
        List<NamedPolicy> identity = layers.identity().stream()
                .map(policy -> new NamedPolicy(LayerLint.fileOf(policy.name(), app), policy.document()))
                .toList();
        return new RoleApp(app.id(), new PolicyLayers(identity, layers.boundary(), layers.organizationLevels(), null));
    }
}
