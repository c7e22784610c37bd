package dev.ostiary.policy.conditionlint;

import dev.ostiary.policy.condition.Comparison;
import dev.ostiary.policy.condition.Quantifier;
import dev.ostiary.policy.facts.ActionFact;
import dev.ostiary.policy.facts.KeyFacts;
import dev.ostiary.policy.pattern.AsciiCase;
import dev.ostiary.policy.pattern.Glob;
import dev.ostiary.policy.policy.PolicyKind;
import dev.ostiary.policy.rule.ConditionView;
import dev.ostiary.policy.rule.Findings;
import dev.ostiary.policy.rule.LintRule;
import dev.ostiary.policy.rule.LintTarget;
import dev.ostiary.policy.rule.Severity;
import dev.ostiary.policy.rule.StatementView;
import java.util.List;
import java.util.regex.Pattern;

/** Keys that do not exist, that a request never carries, or that need a quantifier. */
final class ConditionKeyRules implements LintRule {
    private static final Pattern FORM = Pattern.compile("[\\w.\\-/]+:\\S.*");
    private static final Pattern VERSIONED_GUARDRAIL = Pattern.compile("arn:.*:guardrail/[^:]+:[^:]+");

    @Override
    public void check(LintTarget target, Findings findings) {
        if (target.kind() == PolicyKind.TRUST) {
            return;
        }
        for (StatementView statement : target.statements()) {
            for (ConditionView condition : ConditionView.of(statement)) {
                checkName(target.keys(), condition, findings);
                checkSupplied(target, condition, findings);
                checkQuantifier(target.keys(), condition, findings);
                checkArnKey(target.keys(), condition, findings);
            }
        }
    }

    private static void checkName(KeyFacts keys, ConditionView condition, Findings findings) {
        String key = condition.key();
        String lower = AsciiCase.lower(key);
        if (lower.equals("aws:arn")) {
            checkOldArn(condition, findings);
        } else if (keys.lacksTagName(key)) {
            condition.report(
                    findings, "MISSING_TAG_KEY_IN_CONDITION", Severity.ERROR, "`" + key + "` lacks the tag's name");
        } else if (!FORM.matcher(key).matches()) {
            condition.report(
                    findings,
                    "INVALID_CONDITION_KEY_FORMAT",
                    Severity.ERROR,
                    "`" + key + "` is not a key, expected `service:name`");
        } else if (lower.startsWith("aws:") && keys.findType(key) == null) {
            condition.report(findings, "INVALID_GLOBAL_CONDITION_KEY", Severity.ERROR, "AWS has no key `" + key + "`");
        } else if (lower.startsWith("bedrock") && isUnknownServiceKey(keys, lower)) {
            condition.report(
                    findings, "INVALID_SERVICE_CONDITION_KEY", Severity.ERROR, "Bedrock has no key `" + key + "`");
        }
        if (keys.isCallerSet(key)) {
            condition.report(
                    findings, "UNTRUSTWORTHY_CONDITION_KEY", Severity.SECURITY, "the caller sets `" + key + "` freely");
        }
    }

    private static void checkOldArn(ConditionView condition, Findings findings) {
        condition.report(
                findings,
                "UNSUPPORTED_GLOBAL_CONDITION_KEY",
                Severity.ERROR,
                "AWS no longer supports `aws:ARN`, write `aws:PrincipalArn`");
        condition.report(
                findings,
                "DEPRECATED_GLOBAL_CONDITION_KEY",
                Severity.WARNING,
                "`aws:ARN` is deprecated, its successor is `aws:PrincipalArn`");
    }

    private static boolean isUnknownServiceKey(KeyFacts keys, String lower) {
        boolean covered = lower.startsWith("bedrock:") || lower.startsWith("bedrock-mantle:");
        return covered && keys.findType(lower) == null;
    }

    private static void checkSupplied(LintTarget target, ConditionView condition, Findings findings) {
        // what only concerns other services is never asked of the gateway
        boolean foreign = condition.statement().knownActions().isEmpty()
                && !condition.statement().covers("s3:GetObject");
        if (condition.isNull() || foreign) {
            return;
        }
        if (condition.holdsWhenMissing()) {
            checkVoid(target, condition, findings);
            return;
        }
        boolean allow = condition.statement().isAllow();
        Severity severity = allow ? Severity.ERROR : Severity.SECURITY;
        String effect = allow ? "so this Allow never applies" : "so this Deny never applies";
        if (target.keys().isNeverSupplied(condition.key())) {
            condition.report(
                    findings,
                    "GW_UNSUPPLIED_CONDITION_KEY",
                    severity,
                    "the gateway never supplies `" + condition.key() + "`, " + effect);
        } else if (isUnsupported(condition)) {
            condition.report(
                    findings,
                    "BR_UNSUPPORTED_CONDITION_KEY",
                    severity,
                    "no action of this statement carries `" + condition.key() + "`, " + effect);
        }
    }

    /** A condition that holds without its key, on a key that never comes, asks nothing. IfExists says that this is meant. */
    private static void checkVoid(LintTarget target, ConditionView condition, Findings findings) {
        if (target.keys().isNeverSupplied(condition.key())
                && !condition.operator().ifExists()) {
            condition.report(
                    findings,
                    "GW_UNSUPPLIED_CONDITION_KEY",
                    Severity.SECURITY,
                    "the gateway never supplies `" + condition.key() + "`, so this condition always holds");
        }
    }

    private static boolean isUnsupported(ConditionView condition) {
        String key = AsciiCase.lower(condition.key());
        boolean ofAction = key.startsWith("bedrock") || key.startsWith("aws:requesttag/") || key.equals("aws:tagkeys");
        List<ActionFact> actions = condition.statement().knownActions();
        return ofAction && !actions.isEmpty() && actions.stream().noneMatch(action -> carries(action, key));
    }

    private static boolean carries(ActionFact action, String key) {
        return action.conditionKeys().stream()
                .map(AsciiCase::lower)
                .anyMatch(known -> known.equals(key)
                        || (known.startsWith("aws:requesttag/") && key.startsWith("aws:requesttag/")));
    }

    private static void checkQuantifier(KeyFacts keys, ConditionView condition, Findings findings) {
        Quantifier quantifier = condition.operator().quantifier();
        boolean known = keys.findType(condition.key()) != null;
        boolean multivalued = keys.isMultivalued(condition.key());
        if (condition.isNull()) {
            if (quantifier != Quantifier.NONE) {
                condition.report(
                        findings,
                        "NULL_WITH_QUALIFIER",
                        Severity.SUGGESTION,
                        "`" + condition.operator().text() + "` has always the same answer, write `Null`");
            }
        } else if (multivalued && quantifier == Quantifier.NONE) {
            condition.report(
                    findings,
                    "MISSING_QUALIFIER",
                    Severity.ERROR,
                    "`" + condition.key() + "` has several values, write `ForAnyValue:` or `ForAllValues:` before `"
                            + condition.operator().text() + "`");
        } else if (known && !multivalued && condition.isForAllValues()) {
            condition.report(
                    findings,
                    "FORALLVALUES_WITH_SINGLE_VALUED_KEY",
                    Severity.SECURITY,
                    "`" + condition.key() + "` has one value; with ForAllValues a missing key also matches");
        }
    }

    private static void checkArnKey(KeyFacts keys, ConditionView condition, Findings findings) {
        Comparison comparison = condition.operator().comparison();
        boolean like = comparison == Comparison.STRING_LIKE || comparison == Comparison.STRING_NOT_LIKE;
        boolean wildcard = condition.condition().values().stream().anyMatch(value -> Glob.hasWildcard(value.text()));
        if (like && wildcard && "ARN".equals(keys.findType(condition.key()))) {
            boolean guardrail = condition.condition().values().stream()
                    .allMatch(value -> VERSIONED_GUARDRAIL.matcher(value.text()).matches());
            condition.report(
                    findings,
                    "STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS",
                    guardrail ? Severity.SUGGESTION : Severity.SECURITY,
                    "`" + condition.key() + "` is an ARN: under `" + comparison.text()
                            + "` a wildcard crosses its fields, write `"
                            + comparison.text().replace("String", "Arn") + "`");
        }
    }
}
