package dev.ostiary.policy.conditionlint;

import dev.ostiary.policy.facts.RegionFacts;
import dev.ostiary.policy.pattern.AsciiCase;
import dev.ostiary.policy.pattern.Glob;
import dev.ostiary.policy.policy.ConditionValue;
import dev.ostiary.policy.policy.KeyCondition;
import dev.ostiary.policy.policy.OperatorBlock;
import dev.ostiary.policy.policy.PolicyKind;
import dev.ostiary.policy.rule.Findings;
import dev.ostiary.policy.rule.LintRule;
import dev.ostiary.policy.rule.LintTarget;
import dev.ostiary.policy.rule.ResourceView;
import dev.ostiary.policy.rule.Severity;
import dev.ostiary.policy.rule.StatementView;
import java.util.List;
import java.util.stream.Stream;

/** Conditions on the requested Region. */
final class RegionRules implements LintRule {
    private static final String KEY = "aws:requestedregion";
    private static final String GLOBAL = "unspecified";

    @Override
    public void check(LintTarget target, Findings findings) {
        for (StatementView statement : target.statements()) {
            for (OperatorBlock block : statement.statement().conditions()) {
                for (KeyCondition key : block.keys()) {
                    if (AsciiCase.lower(key.key()).equals(KEY)) {
                        checkValues(statement, block, key, findings);
                        checkContradiction(statement, block, key, findings);
                        checkGlobal(target, statement, block, key, findings);
                    }
                }
            }
        }
    }

    private static void checkValues(StatementView statement, OperatorBlock block, KeyCondition key, Findings findings) {
        for (ConditionValue value : key.values()) {
            String text = value.text();
            boolean named = block.operator().contains("String") && ResourceView.isLiteral(text);
            if (named && !text.equals(GLOBAL) && !RegionFacts.isKnown(text)) {
                findings.add(
                        "INVALID_REGION",
                        RegionFacts.isRegion(text) ? Severity.WARNING : Severity.ERROR,
                        statement.statement(),
                        value.position(),
                        "`" + text + "` is not a known Region");
            }
        }
    }

    private static void checkContradiction(
            StatementView statement, OperatorBlock block, KeyCondition key, Findings findings) {
        List<ResourceView> resources = statement.resources();
        boolean contradicts = !resources.isEmpty()
                && !statement.isNotResource()
                && resources.stream().allMatch(resource -> excludes(resource, block.operator(), key));
        if (contradicts) {
            findings.add(
                    "BR_REGION_CONTRADICTION",
                    Severity.ERROR,
                    statement.statement(),
                    key.position(),
                    "the Regions of the resources and of this condition can never both hold");
        }
    }

    private static boolean excludes(ResourceView resource, String operator, KeyCondition key) {
        if (!resource.isComplete() || !ResourceView.isLiteral(resource.region())) {
            return false;
        }
        String region = resource.region();
        Stream<String> values = key.values().stream().map(ConditionValue::text);
        return switch (operator) {
            case "StringEquals", "StringLike" -> {
                String requested = region.isEmpty() ? GLOBAL : region;
                yield values.noneMatch(
                        text -> text.contains("${") || Glob.of(text).matches(requested));
            }
            // without a Region in the ARN the key may also be missing, which a negated operator lets pass
            case "StringNotEquals" -> !region.isEmpty() && values.anyMatch(region::equals);
            case "StringNotLike" ->
                !region.isEmpty()
                        && values.anyMatch(
                                text -> !text.contains("${") && Glob.of(text).matches(region));
            default -> false;
        };
    }

    private static void checkGlobal(
            LintTarget target, StatementView statement, OperatorBlock block, KeyCondition key, Findings findings) {
        boolean negated = block.operator().startsWith("StringNotEquals")
                || block.operator().startsWith("StringNotLike");
        boolean exempt =
                key.values().stream().anyMatch(value -> Glob.of(value.text()).matches(GLOBAL));
        boolean globalInUse =
                target.kind() == PolicyKind.ORGANIZATION || target.text().contains("inference-profile/global.");
        if (!statement.isAllow() && negated && !exempt && globalInUse && statement.coversInvocation()) {
            findings.addWithFix(
                    "BR_REGION_DENY_BLOCKS_GLOBAL",
                    Severity.WARNING,
                    statement.statement(),
                    key.position(),
                    "this also denies global profiles, whose requested Region is `" + GLOBAL + "`",
                    "add `" + GLOBAL + "` to the values if global profiles shall work");
        }
    }
}
