package dev.ostiary.policy.lint;

import dev.ostiary.policy.policy.PolicyKind;
import dev.ostiary.policy.policy.Position;
import dev.ostiary.policy.policy.Statement;
import dev.ostiary.policy.rule.Findings;
import dev.ostiary.policy.rule.LintRule;
import dev.ostiary.policy.rule.LintTarget;
import dev.ostiary.policy.rule.Severity;
import dev.ostiary.policy.rule.StatementView;

/** Rules about the document as a whole: sizes, layers, empty elements. */
final class DocumentRules implements LintRule {
    private static final int MANAGED_QUOTA = 6_144;
    private static final int TRUST_QUOTA = 2_048;

    @Override
    public void check(LintTarget target, Findings findings) {
        checkSize(target, findings);
        checkLayer(target, findings);
        checkMantle(target, findings);
        for (StatementView view : target.statements()) {
            Statement statement = view.statement();
            if ("".equals(statement.label().sid())) {
                add(
                        findings,
                        "EMPTY_SID_VALUE",
                        Severity.SUGGESTION,
                        statement,
                        "the Sid is empty: name it or remove it");
            }
        }
    }

    private static void checkSize(LintTarget target, Findings findings) {
        // Access Analyzer counts one more than the characters that are no white space
        long counted = 1 + target.text().chars().filter(c -> c > ' ').count();
        switch (target.kind()) {
            case IDENTITY, MANAGED, BOUNDARY -> quota(findings, "IDENTITY", Severity.WARNING, counted, MANAGED_QUOTA);
            case TRUST -> quota(findings, "ROLE_TRUST", Severity.WARNING, counted, TRUST_QUOTA);
            // the reader refuses what is larger than AWS takes
            case ORGANIZATION, SESSION -> {}
        }
    }

    private static void quota(Findings findings, String name, Severity severity, long counted, int quota) {
        if (counted > quota) {
            String rule = "POLICY_SIZE_EXCEEDS_" + name + "_POLICY_QUOTA";
            findings.add(rule, severity, null, Position.NONE, counted + " characters, AWS stores at most " + quota);
        }
    }

    private static void checkLayer(LintTarget target, Findings findings) {
        if (!target.allows().isEmpty() || target.document().statements().isEmpty()) {
            return;
        }
        if (target.kind() == PolicyKind.ORGANIZATION && !target.facts().organizationFullAccess()) {
            findings.addWithFix(
                    "GW_GUARDRAIL_NO_ALLOW",
                    Severity.ERROR,
                    null,
                    Position.NONE,
                    "a level without any Allow blocks everything",
                    "add a statement that allows `*` on `*`, as the FullAWSAccess that AWS attaches");
        } else if (target.kind() == PolicyKind.BOUNDARY) {
            findings.add(
                    "GW_BOUNDARY_ONLY_DENY",
                    Severity.WARNING,
                    null,
                    Position.NONE,
                    "a boundary without any Allow lets nothing pass");
        }
    }

    private static void checkMantle(LintTarget target, Findings findings) {
        boolean sibling = target.allDenies().stream().anyMatch(deny -> deny.covers("bedrock-mantle:CreateInference"));
        for (StatementView deny : target.denies()) {
            boolean blocks = deny.coversInvocation()
                    && !deny.isNotAction()
                    && !deny.isNotResource()
                    && deny.statement().conditions().isEmpty();
            if (blocks && !sibling) {
                add(
                        findings,
                        "BR_MANTLE_MISSED",
                        Severity.WARNING,
                        deny.statement(),
                        "the same models are reachable through `bedrock-mantle:CreateInference`, which is not denied");
            }
        }
    }

    private static void add(Findings findings, String rule, Severity severity, Statement statement, String message) {
        findings.add(rule, severity, statement, statement.label().position(), message);
    }
}
