package dev.ostiary.policy.conditionlint;

import dev.ostiary.policy.condition.Comparison;
import dev.ostiary.policy.pattern.AsciiCase;
import dev.ostiary.policy.pattern.Glob;
import dev.ostiary.policy.pattern.VariableReference;
import dev.ostiary.policy.policy.ConditionValue;
import dev.ostiary.policy.policy.PatternEntry;
import dev.ostiary.policy.policy.Position;
import dev.ostiary.policy.rule.ConditionView;
import dev.ostiary.policy.rule.Findings;
import dev.ostiary.policy.rule.LintRule;
import dev.ostiary.policy.rule.LintTarget;
import dev.ostiary.policy.rule.ResourceView;
import dev.ostiary.policy.rule.Severity;
import dev.ostiary.policy.rule.StatementView;
import java.util.Set;
import java.util.regex.Pattern;

/** Policy variables in the wrong place, shape or version. */
final class VariableRules implements LintRule {
    private static final Set<String> SENSITIVE = Set.of(
            "aws:userid",
            "aws:principalorgid",
            "aws:principalaccount",
            "aws:resourceaccount",
            "aws:resourceorgid",
            "aws:sourceaccount",
            "aws:sourceorgid");
    private static final int FIXED_CHARACTERS = 6;
    private static final Pattern WHOLE_VARIABLE = Pattern.compile("\\$\\{[^}]*\\}");
    /** AWS itself fills these in from the caller's account, so comparing with them is exact. */
    private static final Pattern OWN_IDENTITY =
            Pattern.compile("\\$\\{aws:(?:Principal|Resource|Source)(?:Account|OrgI[Dd])\\}");

    @Override
    public void check(LintTarget target, Findings findings) {
        for (StatementView statement : target.statements()) {
            for (PatternEntry action : statement.actions()) {
                if (action.text().contains("${")) {
                    error(
                            findings,
                            "VARIABLE_UNSUPPORTED_IN_ELEMENT",
                            statement,
                            action.position(),
                            "variables are plain text in actions");
                }
            }
            statement.resources().forEach(resource -> checkResource(target, statement, resource, findings));
            ConditionView.of(statement).forEach(condition -> checkCondition(target, condition, findings));
        }
    }

    private static void checkResource(
            LintTarget target, StatementView statement, ResourceView resource, Findings findings) {
        String text = resource.text();
        checkText(target, statement, text, resource.entry().position(), findings);
        if (VariableReference.findAll(text).isEmpty()) {
            return;
        }
        boolean early = resource.fields().stream().limit(5).anyMatch(field -> field.contains("${"));
        if (early) {
            error(
                    findings,
                    "PL_VARIABLE_BEFORE_FIFTH_COLON",
                    statement,
                    resource.entry().position(),
                    "variables are plain text before the fifth colon of `" + text + "`");
        }
        boolean optional = VariableReference.findAll(text).stream()
                .anyMatch(each ->
                        each.defaultValue() == null && !Set.of("*", "?", "$").contains(each.key()));
        if (statement.isNotResource() && optional) {
            findings.add(
                    "PL_VARIABLE_IN_NOTRESOURCE",
                    Severity.SECURITY,
                    statement.statement(),
                    resource.entry().position(),
                    "without a value `" + text + "` excludes nothing, so the statement covers everything");
        }
    }

    private static void checkCondition(LintTarget target, ConditionView condition, Findings findings) {
        for (ConditionValue value : condition.condition().values()) {
            checkText(target, condition.statement(), value.text(), value.position(), findings);
            Comparison comparison = condition.operator().comparison();
            boolean variable = !VariableReference.findAll(value.text()).isEmpty();
            if (variable && !comparison.family().takesVariables()) {
                error(
                        findings,
                        "INVALID_VARIABLE_FOR_OPERATOR",
                        condition.statement(),
                        value.position(),
                        "`" + comparison.text() + "` takes no variables");
            }
            checkSensitive(condition, value, comparison, findings);
        }
    }

    private static void checkSensitive(
            ConditionView condition, ConditionValue value, Comparison comparison, Findings findings) {
        String text = value.text();
        String key = AsciiCase.lower(condition.key());
        if (!SENSITIVE.contains(key) || OWN_IDENTITY.matcher(text).matches() || isAnySession(key, text)) {
            return;
        }
        int variable = text.indexOf("${");
        int wildcard = Glob.hasWildcard(text) && comparison.takesWildcards()
                ? text.replace('?', '*').indexOf('*')
                : -1;
        if (variable >= 0 && variable < FIXED_CHARACTERS && comparison.family().takesVariables()) {
            error(
                    findings,
                    "VARIABLE_USAGE_TOO_PERMISSIVE",
                    condition.statement(),
                    value.position(),
                    "`" + text + "` needs at least six fixed characters before the variable");
        } else if (wildcard >= 0 && wildcard < FIXED_CHARACTERS) {
            error(
                    findings,
                    "WILDCARD_USAGE_TOO_PERMISSIVE",
                    condition.statement(),
                    value.position(),
                    "`" + text + "` needs at least six fixed characters before the wildcard");
        }
    }

    /** A user id is {@code id:session}: one side may be open. */
    private static boolean isAnySession(String key, String text) {
        int colon = text.lastIndexOf(':');
        String id = colon < 0 ? "" : text.substring(0, colon);
        boolean fixed = !id.isEmpty() && ResourceView.isLiteral(id);
        boolean open = id.equals("*") || WHOLE_VARIABLE.matcher(id).matches();
        return key.equals("aws:userid") && (fixed || open);
    }

    private static void checkText(
            LintTarget target, StatementView statement, String text, Position position, Findings findings) {
        for (VariableReference reference : VariableReference.findAll(text)) {
            if (!target.document().hasVariables()) {
                error(
                        findings,
                        "VARIABLE_UNSUPPORTED_IN_VERSION",
                        statement,
                        position,
                        "variables need `\"Version\": \"2012-10-17\"`");
                return;
            }
            checkReference(statement, reference, position, findings);
        }
    }

    private static void checkReference(
            StatementView statement, VariableReference reference, Position position, Findings findings) {
        String key = reference.key();
        if (key.isBlank()) {
            error(findings, "EMPTY_VARIABLE", statement, position, "`${}` names no key");
        } else if (reference.defaultValue() == null && key.contains(",")) {
            boolean quoted = key.indexOf('\'') >= 0 && key.endsWith("'") && key.indexOf('\'') < key.length() - 1;
            error(
                    findings,
                    quoted ? "UNSUPPORTED_SPACE_IN_VARIABLE" : "MISSING_QUOTE_IN_VARIABLE",
                    statement,
                    position,
                    "a default is written `${key, 'default'}`: comma, one space, single quotes");
        } else if (!key.equals(key.strip()) || key.contains(" ") && !key.contains("/")) {
            error(findings, "UNSUPPORTED_SPACE_IN_VARIABLE", statement, position, "`" + key + "` holds a space");
        }
    }

    private static void error(
            Findings findings, String rule, StatementView statement, Position position, String message) {
        findings.add(rule, Severity.ERROR, statement.statement(), position, message);
    }
}
