package dev.ostiary.policy.lint;

import dev.ostiary.policy.policy.PolicyKind;
import dev.ostiary.policy.policy.PrincipalEntry;
import dev.ostiary.policy.policy.PrincipalList;
import dev.ostiary.policy.policy.Statement;
import dev.ostiary.policy.rule.Findings;
import dev.ostiary.policy.rule.LintRule;
import dev.ostiary.policy.rule.LintTarget;
import dev.ostiary.policy.rule.Severity;
import dev.ostiary.policy.rule.StatementView;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a trust policy names whom it trusts. The patterns are fixed and linear. */
final class TrustPrincipalRules implements LintRule {
    private static final Pattern SESSION =
            Pattern.compile("(arn:[a-z-]+):(?:sts|iam)::(\\d{12}):assumed-role/([^/]+)/.+");
    private static final Pattern ROLE = Pattern.compile("(arn:[a-z-]+):iam::(\\d{12}):role/(?:.*/)?([^/]+)");
    private static final String ROLE_ID = "AROA";
    private static final String USER_ID = "AIDA";

    @Override
    public void check(LintTarget target, Findings findings) {
        if (target.kind() != PolicyKind.TRUST) {
            return;
        }
        for (StatementView view : target.statements()) {
            PrincipalList principals = view.statement().principals();
            if (principals == null) {
                continue;
            }
            if (principals.negated() && view.isAllow()) {
                report(
                        findings,
                        "ALLOW_WITH_NOT_PRINCIPAL",
                        Severity.SECURITY,
                        view.statement(),
                        principals.entries(),
                        "Allow with NotPrincipal trusts everybody else in the world");
            }
            for (PrincipalEntry principal : principals.entries()) {
                checkReference(view.statement(), principal, findings);
                checkBare(view.statement(), principal, findings);
                checkRedundant(view.statement(), principal, principals.entries(), findings);
            }
        }
    }

    private static void checkReference(Statement statement, PrincipalEntry principal, Findings findings) {
        boolean role = principal.type().equals("AWS") && principal.text().startsWith(ROLE_ID);
        boolean user = principal.type().equals("AWS") && principal.text().startsWith(USER_ID);
        if (role || user) {
            report(
                    findings,
                    role ? "INVALID_ROLE_REFERENCE" : "INVALID_USER_REFERENCE",
                    Severity.WARNING,
                    statement,
                    List.of(principal),
                    "`" + principal.text() + "` is an internal id, write the ARN of the " + (role ? "role" : "user"));
        }
    }

    /** IAM stores it and reads it as {@code {"AWS": "*"}}; Access Analyzer calls it unsupported. */
    private static void checkBare(Statement statement, PrincipalEntry principal, Findings findings) {
        if (principal.type().equals("*")) {
            report(
                    findings,
                    "ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL",
                    Severity.WARNING,
                    statement,
                    List.of(principal),
                    "a bare `*` is not meant for trust policies, name the principals");
        }
    }

    private static void checkRedundant(
            Statement statement, PrincipalEntry session, List<PrincipalEntry> all, Findings findings) {
        Matcher parts = SESSION.matcher(session.text());
        if (!parts.matches()) {
            return;
        }
        boolean covered = all.stream()
                .map(PrincipalEntry::text)
                .map(ROLE::matcher)
                .anyMatch(role -> role.matches()
                        && role.group(1).equals(parts.group(1))
                        && role.group(2).equals(parts.group(2))
                        && role.group(3).equals(parts.group(3)));
        if (covered) {
            findings.addWithFix(
                    "REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY",
                    Severity.SUGGESTION,
                    statement,
                    session.position(),
                    "`" + session.text() + "` is a session of a role that is trusted as a whole",
                    "remove the session");
        }
    }

    private static void report(
            Findings findings,
            String rule,
            Severity severity,
            Statement statement,
            List<PrincipalEntry> at,
            String message) {
        findings.add(
                rule,
                severity,
                statement,
                at.isEmpty() ? statement.label().position() : at.getFirst().position(),
                message);
    }
}
