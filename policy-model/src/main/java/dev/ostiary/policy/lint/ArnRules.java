package dev.ostiary.policy.lint;

import dev.ostiary.policy.facts.RegionFacts;
import dev.ostiary.policy.facts.ResourceTypeFact;
import dev.ostiary.policy.pattern.AsciiCase;
import dev.ostiary.policy.pattern.Glob;
import dev.ostiary.policy.rule.Findings;
import dev.ostiary.policy.rule.LintRule;
import dev.ostiary.policy.rule.LintTarget;
import dev.ostiary.policy.rule.ResourceView;
import dev.ostiary.policy.rule.Severity;
import dev.ostiary.policy.rule.StatementView;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** ARNs that can never match, or that AWS does not say how to match. */
final class ArnRules implements LintRule {
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}|aws");
    private static final Set<String> OWNED_BY_AWS = Set.of("default-prompt-router", "guardrail-profile");

    @Override
    public void check(LintTarget target, Findings findings) {
        for (StatementView statement : target.statements()) {
            for (ResourceView resource : statement.resources()) {
                if (!resource.isStar() && resource.fields().getFirst().equals("arn")) {
                    checkShape(resource, statement, findings);
                    checkService(target, resource, statement, findings);
                    checkRegion(resource, statement, findings);
                    if (resource.isComplete() && resource.isBedrock()) {
                        checkType(target, resource, statement, findings);
                    }
                }
            }
        }
    }

    private static void checkShape(ResourceView resource, StatementView statement, Findings findings) {
        if (!resource.isComplete()) {
            error(
                    findings,
                    "MISSING_ARN_FIELD",
                    statement,
                    resource,
                    "has " + resource.fields().size() + " of six fields; AWS does not document how that matches");
        }
        if (!resource.service().equals(AsciiCase.lower(resource.service()))) {
            error(findings, "INVALID_ARN_SERVICE_CASE", statement, resource, "must have its service in lower case");
        }
        String account = resource.account();
        if (resource.isComplete()
                && !account.isEmpty()
                && ResourceView.isLiteral(account)
                && !ACCOUNT.matcher(account).matches()) {
            error(findings, "INVALID_ARN_ACCOUNT", statement, resource, "has an account that is not 12 digits");
        }
    }

    private static void checkService(
            LintTarget target, ResourceView resource, StatementView statement, Findings findings) {
        String service = resource.service();
        if (!service.isEmpty()
                && ResourceView.isLiteral(service)
                && !target.services().contains(service)) {
            boolean slip = ActionNameRules.isSlip(service);
            findings.add(
                    "INVALID_SERVICE",
                    slip ? Severity.ERROR : Severity.WARNING,
                    statement.statement(),
                    resource.entry().position(),
                    "`" + resource.text() + "` has the unknown service `" + service + "`"
                            + (slip ? ", IAM's name is `bedrock`" : ""));
        }
    }

    private static void checkRegion(ResourceView resource, StatementView statement, Findings findings) {
        String region = resource.region();
        boolean named = resource.fields().size() > 3 && !region.isEmpty() && ResourceView.isLiteral(region);
        if (named && !RegionFacts.isKnown(region)) {
            findings.add(
                    "INVALID_ARN_REGION",
                    RegionFacts.isRegion(region) ? Severity.WARNING : Severity.ERROR,
                    statement.statement(),
                    resource.entry().position(),
                    "`" + resource.text() + "` has the unknown Region `" + region + "`");
        }
    }

    private static void checkType(
            LintTarget target, ResourceView resource, StatementView statement, Findings findings) {
        if (ResourceView.isEverything(resource.tail())) {
            return;
        }
        if (Glob.hasWildcard(resource.head())) {
            findings.add(
                    "PL_TYPE_WILDCARD",
                    Severity.SECURITY,
                    statement.statement(),
                    resource.entry().position(),
                    "`" + resource.text() + "` has a wildcard in its resource type, which AWS calls not allowed");
            return;
        }
        List<ResourceTypeFact> types = target.table().typesOf(resource.head());
        if (types.isEmpty()) {
            error(
                    findings,
                    "INVALID_ARN_RESOURCE",
                    statement,
                    resource,
                    "has the unknown resource type `" + resource.head() + "`");
            return;
        }
        checkOwner(types, resource, statement, findings);
    }

    private static void checkOwner(
            List<ResourceTypeFact> types, ResourceView resource, StatementView statement, Findings findings) {
        boolean hasAccount = types.stream().anyMatch(ResourceTypeFact::hasAccount);
        boolean hasRegion = types.stream().anyMatch(ResourceTypeFact::hasRegion);
        String account = resource.account();
        if (!hasAccount && !account.isEmpty() && !Glob.of(account).matches("")) {
            boolean model = resource.isFoundationModel();
            error(
                    findings,
                    model ? "BR_ACCOUNT_IN_FM_ARN" : "ARN_ACCOUNT_NOT_ALLOWED",
                    statement,
                    resource,
                    "has an account, but " + (model ? "foundation models belong" : "its type belongs")
                            + " to none: leave the field empty");
        }
        if (hasAccount && account.isEmpty() && !OWNED_BY_AWS.contains(resource.head())) {
            error(findings, "MISSING_ARN_ACCOUNT", statement, resource, "has no account, so it never matches");
        }
        // a foundation model without Region is the target of global profiles
        if (hasRegion && hasAccount && resource.region().isEmpty()) {
            error(findings, "MISSING_ARN_REGION", statement, resource, "has no Region, so it never matches");
        }
        if (!hasRegion
                && !resource.region().isEmpty()
                && !Glob.of(resource.region()).matches("")) {
            error(findings, "ARN_REGION_NOT_ALLOWED", statement, resource, "has a Region, but its type has none");
        }
    }

    private static void error(
            Findings findings, String rule, StatementView statement, ResourceView resource, String what) {
        String message = "`" + resource.text() + "` " + what;
        findings.add(
                rule, Severity.ERROR, statement.statement(), resource.entry().position(), message);
    }
}
