package dev.ostiary.policy.lint;

import dev.ostiary.policy.facts.ModelFact;
import dev.ostiary.policy.facts.RegionFacts;
import dev.ostiary.policy.rule.Findings;
import dev.ostiary.policy.rule.Fix;
import dev.ostiary.policy.rule.LintRule;
import dev.ostiary.policy.rule.LintTarget;
import dev.ostiary.policy.rule.ResourceView;
import dev.ostiary.policy.rule.Severity;
import dev.ostiary.policy.rule.StatementView;
import java.time.LocalDate;

/** Foundation models that the catalogue does not have, or will not have for long. */
final class ModelRules implements LintRule {
    @Override
    public void check(LintTarget target, Findings findings) {
        if (target.facts().models().isEmpty()) {
            return;
        }
        for (StatementView statement : target.statements()) {
            for (ResourceView resource : statement.resources()) {
                if (resource.isFoundationModel() && ResourceView.isLiteral(resource.rest())) {
                    check(target, statement, resource, findings);
                }
            }
        }
    }

    private static void check(LintTarget target, StatementView statement, ResourceView resource, Findings findings) {
        String id = resource.rest();
        ModelFact model = target.facts().models().get(id);
        if (model != null) {
            if (statement.isAllow()) {
                checkLifecycle(target, statement, resource, model, findings);
            }
            checkOffer(target, statement, resource, model, findings);
            return;
        }
        boolean ofProfile = target.facts().profiles().values().stream()
                .anyMatch(profile -> profile.model().equals(id));
        if (ofProfile) {
            return;
        }
        String versioned = target.facts().models().keySet().stream()
                .filter(known -> known.startsWith(id + ":"))
                .sorted()
                .findFirst()
                .orElse(null);
        findings.addWithFix(
                "BR_UNKNOWN_MODEL",
                versioned == null ? Severity.WARNING : Severity.ERROR,
                statement.statement(),
                resource.entry().position(),
                versioned == null
                        ? "the catalogue has no model `" + id + "`"
                        : "`" + id + "` lacks its version and never matches, the model is `" + versioned + "`",
                versioned == null ? (Fix) null : new Fix.Replace(resource.text().replace(id, versioned)));
    }

    private static void checkOffer(
            LintTarget target, StatementView statement, ResourceView resource, ModelFact model, Findings findings) {
        String region = resource.region();
        boolean unknown = model.regions().isEmpty() || !RegionFacts.isRegion(region);
        // a profile may send a call to where the model cannot be called directly
        boolean destination = target.facts().profiles().values().stream()
                .anyMatch(profile ->
                        profile.model().equals(model.id()) && profile.regions().contains(region));
        if (!unknown && !destination && !model.regions().contains(region)) {
            findings.add(
                    "INVALID_ARN_REGION",
                    Severity.WARNING,
                    statement.statement(),
                    resource.entry().position(),
                    "`" + model.id() + "` is not offered in `" + region + "`");
        }
    }

    private static void checkLifecycle(
            LintTarget target, StatementView statement, ResourceView resource, ModelFact model, Findings findings) {
        LocalDate end = model.endOfLife();
        LocalDate today = target.facts().today();
        boolean over = end != null && today != null && !today.isBefore(end);
        if (over) {
            findings.add(
                    "BR_MODEL_EOL",
                    Severity.ERROR,
                    statement.statement(),
                    resource.entry().position(),
                    "`" + model.id() + "` reached its end of life on " + end);
        } else if (model.legacy()) {
            findings.add(
                    "BR_MODEL_LEGACY",
                    Severity.WARNING,
                    statement.statement(),
                    resource.entry().position(),
                    "`" + model.id() + "` is legacy" + (end == null ? "" : " and ends on " + end));
        }
    }
}
