package dev.ostiary.policy.lint;

import dev.ostiary.policy.pattern.AsciiCase;
import dev.ostiary.policy.policy.KeyCondition;
import dev.ostiary.policy.policy.PolicyKind;
import dev.ostiary.policy.policy.PrincipalEntry;
import dev.ostiary.policy.policy.Statement;
import dev.ostiary.policy.rule.Findings;
import dev.ostiary.policy.rule.LintRule;
import dev.ostiary.policy.rule.LintTarget;
import dev.ostiary.policy.rule.Severity;
import dev.ostiary.policy.rule.StatementView;
import java.util.List;

/** Who may assume a role. Only for trust policies. */
final class TrustRules implements LintRule {
    private static final List<String> FEDERATED =
            List.of("sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML", "sts:TagSession");
    private static final String ASSUME = "sts:AssumeRole";

    @Override
    public void check(LintTarget target, Findings findings) {
        if (target.kind() != PolicyKind.TRUST) {
            return;
        }
        for (StatementView view : target.allows()) {
            Statement statement = view.statement();
            List<PrincipalEntry> principals = statement.principals() == null
                    ? List.of()
                    : statement.principals().entries();
            for (PrincipalEntry principal : principals) {
                checkEveryone(statement, principal, findings);
                checkAction(view, principal, findings);
                checkAudience(statement, principal, findings);
            }
        }
    }

    private static void checkEveryone(Statement statement, PrincipalEntry principal, Findings findings) {
        if (principal.text().equals("*") && statement.conditions().isEmpty()) {
            findings.add(
                    "GW_TRUST_STAR",
                    Severity.SECURITY,
                    statement,
                    principal.position(),
                    "everybody in the world may assume the role");
        }
    }

    private static void checkAction(StatementView view, PrincipalEntry principal, Findings findings) {
        boolean fits = switch (principal.type()) {
            case "Federated" -> FEDERATED.stream().anyMatch(view::covers);
            case "AWS", "Service" -> view.covers(ASSUME);
            default -> true;
        };
        if (!fits) {
            findings.add(
                    "MISMATCHED_ACTION_FOR_PRINCIPAL",
                    Severity.ERROR,
                    view.statement(),
                    principal.position(),
                    "a principal of type " + principal.type() + " cannot use these actions");
        }
    }

    private static void checkAudience(Statement statement, PrincipalEntry principal, Findings findings) {
        int provider = principal.text().indexOf(":oidc-provider/");
        if (!principal.type().equals("Federated") || provider < 0) {
            return;
        }
        String issuer = AsciiCase.lower(principal.text().substring(provider + ":oidc-provider/".length()));
        boolean limited = statement.conditions().stream()
                .flatMap(block -> block.keys().stream())
                .map(KeyCondition::key)
                .anyMatch(key -> AsciiCase.lower(key).startsWith(issuer + ":"));
        if (!limited) {
            findings.add(
                    "MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL",
                    Severity.SECURITY,
                    statement,
                    principal.position(),
                    "every token of the provider may assume the role; add a condition on `" + issuer + ":aud`");
        }
    }
}
