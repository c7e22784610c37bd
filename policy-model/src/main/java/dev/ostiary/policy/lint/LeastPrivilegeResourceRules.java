package dev.ostiary.policy.lint;

import dev.ostiary.policy.facts.ResourceTypeFact;
import dev.ostiary.policy.pattern.Glob;
import dev.ostiary.policy.rule.Findings;
import dev.ostiary.policy.rule.LintRule;
import dev.ostiary.policy.rule.LintTarget;
import dev.ostiary.policy.rule.ResourceView;
import dev.ostiary.policy.rule.Severity;
import dev.ostiary.policy.rule.StatementView;
import java.util.List;
import java.util.regex.Pattern;

/** Resources that are wider than an app needs. Only for documents that grant. */
final class LeastPrivilegeResourceRules implements LintRule {
    private static final List<String> PROFILES = List.of(
            "inference-profile",
            "application-inference-profile",
            "prompt-router",
            "default-prompt-router",
            "provisioned-model",
            "custom-model-deployment",
            "imported-model");
    /** One model in all its versions is not a family. */
    private static final Pattern VERSION_ONLY = Pattern.compile("[^*?]+-v\\d+:[\\d*?:]*");

    @Override
    public void check(LintTarget target, Findings findings) {
        if (!target.grants()) {
            return;
        }
        for (StatementView statement : target.allows()) {
            if (statement.isNotResource()) {
                findings.add(
                        "LP_NOTRESOURCE_WITH_ALLOW",
                        Severity.SECURITY,
                        statement.statement(),
                        statement.statement().label().position(),
                        "NotResource with Allow grants every other resource, also those of tomorrow");
                continue;
            }
            for (ResourceView resource : statement.resources()) {
                if (resource.isStar()) {
                    checkStar(statement, resource, findings);
                } else {
                    checkWide(resource, statement, findings);
                    checkFields(target, resource, statement, findings);
                }
            }
        }
    }

    private static void checkStar(StatementView statement, ResourceView resource, Findings findings) {
        boolean takesResources = statement.knownActions().stream()
                        .anyMatch(action -> !action.resourceTypes().isEmpty())
                || statement.knownActions().isEmpty();
        if (takesResources) {
            add(findings, "LP_RESOURCE_STAR", Severity.SECURITY, statement, resource, "every resource");
        }
    }

    private static void checkWide(ResourceView resource, StatementView statement, Findings findings) {
        boolean tailOpen = !resource.isComplete() || ResourceView.isEverything(resource.tail());
        boolean accountOpen = resource.fields().size() < 5 || ResourceView.isEverything(resource.account());
        boolean regionFixed = resource.fields().size() >= 4
                && !resource.isComplete()
                && !resource.text().contains("*");
        boolean everything = resource.isComplete() ? tailOpen : accountOpen && !regionFixed;
        if (everything) {
            add(
                    findings,
                    "LP_RESOURCE_EFFECTIVELY_STAR",
                    Severity.SECURITY,
                    statement,
                    resource,
                    "every resource of the service that these fields allow");
        }
    }

    private static void checkFields(
            LintTarget target, ResourceView resource, StatementView statement, Findings findings) {
        boolean modelWildcard = false;
        if (resource.isFoundationModel() && Glob.hasWildcard(resource.rest())) {
            modelWildcard = true;
            checkModels(resource, statement, findings);
        }
        if (PROFILES.contains(resource.head()) && ResourceView.isEverything(resource.rest())) {
            add(findings, "LP_ALL_PROFILES", Severity.SECURITY, statement, resource, "every " + resource.head());
        }
        if (Glob.hasWildcard(resource.region())) {
            Severity severity = modelWildcard ? Severity.SECURITY : Severity.WARNING;
            add(findings, "LP_REGION_WILDCARD", severity, statement, resource, "several Regions");
        }
        boolean hasAccount = target.table().typesOf(resource.head()).stream().anyMatch(ResourceTypeFact::hasAccount);
        if (hasAccount && Glob.hasWildcard(resource.account())) {
            add(findings, "LP_ACCOUNT_WILDCARD", Severity.WARNING, statement, resource, "several accounts");
        }
        if (Glob.hasWildcard(resource.partition())) {
            add(findings, "LP_PARTITION_WILDCARD", Severity.SUGGESTION, statement, resource, "several partitions");
        }
    }

    private static void checkModels(ResourceView resource, StatementView statement, Findings findings) {
        if (ResourceView.isEverything(resource.rest())) {
            add(findings, "LP_ALL_MODELS", Severity.SECURITY, statement, resource, "every foundation model");
        } else if (!VERSION_ONLY.matcher(resource.rest()).matches()) {
            add(findings, "LP_MODEL_FAMILY", Severity.WARNING, statement, resource, "a whole family of models");
        }
    }

    private static void add(
            Findings findings,
            String rule,
            Severity severity,
            StatementView statement,
            ResourceView resource,
            String what) {
        String message = "`" + resource.text() + "` grants " + what;
        findings.add(rule, severity, statement.statement(), resource.entry().position(), message);
    }
}
