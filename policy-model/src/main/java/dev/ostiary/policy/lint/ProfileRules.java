package dev.ostiary.policy.lint;

import dev.ostiary.policy.facts.ProfileFact;
import dev.ostiary.policy.facts.RegionFacts;
import dev.ostiary.policy.pattern.AsciiCase;
import dev.ostiary.policy.pattern.Glob;
import dev.ostiary.policy.policy.ConditionValue;
import dev.ostiary.policy.rule.ConditionView;
import dev.ostiary.policy.rule.Findings;
import dev.ostiary.policy.rule.Fix;
import dev.ostiary.policy.rule.LintRule;
import dev.ostiary.policy.rule.LintTarget;
import dev.ostiary.policy.rule.ResourceView;
import dev.ostiary.policy.rule.Severity;
import dev.ostiary.policy.rule.StatementView;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Cross-Region inference profiles: a call is authorized on the profile and on the model in every Region it may go to.
 * Source: Bedrock User Guide, "Prerequisites for inference profiles" and "Global cross-Region inference".
 */
final class ProfileRules implements LintRule {
    private static final String CONDITION_KEY = "bedrock:InferenceProfileArn";
    private static final String MODEL = "arn:%s:bedrock:%s::foundation-model/%s";

    @Override
    public void check(LintTarget target, Findings findings) {
        for (StatementView statement : target.statements()) {
            for (ResourceView resource : statement.resources()) {
                if (resource.isSystemProfile()) {
                    checkGeography(statement, resource, findings);
                    if (target.grants()
                            && statement.isAllow()
                            && !statement.isNotResource()
                            && statement.coversInvocation()) {
                        checkModels(target, statement, resource, findings);
                    }
                }
            }
        }
    }

    private static void checkGeography(StatementView statement, ResourceView resource, Findings findings) {
        String region = resource.region();
        if (ResourceView.isLiteral(region)
                && RegionFacts.isRegion(region)
                && RegionFacts.contradicts(resource.rest(), region)) {
            findings.add(
                    "BR_PROFILE_GEO_MISMATCH",
                    Severity.ERROR,
                    statement.statement(),
                    resource.entry().position(),
                    "the profile `" + resource.rest() + "` does not exist in `" + region + "`");
        }
    }

    private static void checkModels(
            LintTarget target, StatementView statement, ResourceView resource, Findings findings) {
        if (!ResourceView.isLiteral(resource.rest())) {
            return;
        }
        ProfileFact profile = profile(target, resource.rest());
        if (profile == null) {
            return;
        }
        if (!anyModelAllowed(target, resource, profile.model())) {
            add(
                    findings,
                    "BR_PROFILE_WITHOUT_MODELS",
                    Severity.SECURITY,
                    statement,
                    resource,
                    "no statement allows its model `" + profile.model() + "`: every call fails",
                    allModels(target, profile, resource));
        } else {
            checkRegions(target, profile, statement, resource, findings);
        }
        String anywhere = model(resource, "", profile);
        if (profile.global() && !isAllowed(target, resource, anywhere)) {
            add(
                    findings,
                    "BR_GLOBAL_WITHOUT_REGIONLESS",
                    Severity.WARNING,
                    statement,
                    resource,
                    "a global profile also needs its model without a Region",
                    new Fix.AllowThroughProfile(resource.text(), List.of(anywhere)));
        }
        checkDirectAccess(target, profile, findings);
    }

    private static void checkRegions(
            LintTarget target, ProfileFact profile, StatementView statement, ResourceView resource, Findings findings) {
        List<String> missing = profile.regions().stream()
                .filter(region -> !isAllowed(target, resource, model(resource, region, profile)))
                .toList();
        if (!missing.isEmpty()) {
            add(
                    findings,
                    "BR_PROFILE_REGION_GAP",
                    Severity.WARNING,
                    statement,
                    resource,
                    "its model is not allowed in " + String.join(", ", missing) + ": calls fail now and then",
                    allModels(target, profile, resource));
        }
    }

    /** The model in the source Region and in every destination, as far as it is not allowed; advice when these are unknown. */
    private static Fix allModels(LintTarget target, ProfileFact profile, ResourceView resource) {
        boolean known = ResourceView.isLiteral(resource.region()) && ResourceView.isLiteral(resource.partition());
        if (!known || !profile.global() && profile.regions().isEmpty()) {
            return new Fix.Advice("allow " + MODEL.formatted("aws", "*", profile.model()) + " with a condition on `"
                    + CONDITION_KEY + "`");
        }
        List<String> missing = Stream.of(
                        Stream.of(resource.region()),
                        profile.regions().stream(),
                        profile.global() ? Stream.of("") : Stream.<String>empty())
                .flatMap(regions -> regions)
                .distinct()
                .map(region -> model(resource, region, profile))
                .filter(arn -> !isAllowed(target, resource, arn))
                .toList();
        return new Fix.AllowThroughProfile(resource.text(), missing);
    }

    private static String model(ResourceView resource, String region, ProfileFact profile) {
        String partition = ResourceView.isLiteral(resource.partition()) ? resource.partition() : "aws";
        return MODEL.formatted(partition, region, profile.model());
    }

    private static void checkDirectAccess(LintTarget target, ProfileFact profile, Findings findings) {
        for (StatementView statement : target.allows()) {
            for (ResourceView resource : statement.resources()) {
                if (resource.isFoundationModel()
                        && resource.rest().equals(profile.model())
                        && statement.coversInvocation()
                        && !statement.hasCondition(CONDITION_KEY)) {
                    add(
                            findings,
                            "BR_MODEL_DIRECT_ACCESS",
                            Severity.WARNING,
                            statement,
                            resource,
                            "the model may also be called directly, not only through the profile",
                            new Fix.Advice("add a condition on `" + CONDITION_KEY + "`"));
                }
            }
        }
    }

    private static boolean anyModelAllowed(LintTarget target, ResourceView profile, String model) {
        return invocations(target, profile)
                .anyMatch(statement -> statement.isNotResource()
                        || statement.resources().stream()
                                .anyMatch(each -> each.isStar() || mentions(each, model) || !each.isComplete()));
    }

    private static boolean mentions(ResourceView resource, String model) {
        return ResourceView.isEverything(resource.tail())
                || Glob.of(resource.tail()).matches("foundation-model/" + model);
    }

    private static boolean isAllowed(LintTarget target, ResourceView profile, String arn) {
        return invocations(target, profile).anyMatch(each -> each.coversResource(arn));
    }

    /** What allows calls of models, but for statements that are about other profiles only. */
    private static Stream<StatementView> invocations(LintTarget target, ResourceView profile) {
        return target.allAllows().stream()
                .filter(StatementView::coversInvocation)
                .filter(statement -> ConditionView.of(statement).stream()
                        .noneMatch(condition -> isOfAnotherProfile(condition, profile.text())));
    }

    private static boolean isOfAnotherProfile(ConditionView condition, String profile) {
        return AsciiCase.lower(condition.key()).equals(AsciiCase.lower(CONDITION_KEY))
                && !condition.isNull()
                && !condition.operator().comparison().isNegated()
                && condition.condition().values().stream()
                        .map(ConditionValue::text)
                        .noneMatch(value -> value.contains("${")
                                || Glob.of(value).matches(profile)
                                || Glob.of(profile).matches(value));
    }

    private static @Nullable ProfileFact profile(LintTarget target, String id) {
        ProfileFact known = target.facts().profiles().get(id);
        int dot = id.indexOf('.');
        // an id such as `us.vendor.model` has two dots at least; the model is what follows the geography
        boolean geographic = dot > 0 && id.indexOf('.', dot + 1) > 0;
        return known != null || !geographic
                ? known
                : new ProfileFact(id, id.substring(dot + 1), id.startsWith("global."), List.of());
    }

    private static void add(
            Findings findings,
            String rule,
            Severity severity,
            StatementView statement,
            ResourceView resource,
            String message,
            Fix fix) {
        findings.addWithFix(
                rule,
                severity,
                statement.statement(),
                resource.entry().position(),
                "`" + resource.rest() + "`: " + message,
                fix);
    }
}
