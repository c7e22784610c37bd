package dev.ostiary.policy.lint;

import dev.ostiary.policy.conditionlint.ConditionLint;
import dev.ostiary.policy.document.PolicyReader;
import dev.ostiary.policy.facts.AuthorizationTable;
import dev.ostiary.policy.facts.LintFacts;
import dev.ostiary.policy.facts.ServicePrefixes;
import dev.ostiary.policy.json.PolicyProblem;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.PolicyKind;
import dev.ostiary.policy.policy.Position;
import dev.ostiary.policy.rule.Finding;
import dev.ostiary.policy.rule.Findings;
import dev.ostiary.policy.rule.LintRule;
import dev.ostiary.policy.rule.LintTarget;
import dev.ostiary.policy.rule.Severity;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lints documents. Immutable and safe for several threads; make one and keep it, since it reads its table once. Never
 * throws for any text.
 */
public final class Linter {
    private static final List<LintRule> RULES = Stream.concat(
                    Stream.of(
                            new ActionNameRules(),
                            new LeastPrivilegeActionRules(),
                            new LeastPrivilegeResourceRules(),
                            new ArnRules(),
                            new ActionResourceRules(),
                            new ProfileRules(),
                            new ModelRules(),
                            new GuardrailRules(),
                            new CostRules(),
                            new RedundancyRules(),
                            new TrustRules(),
                            new TrustPrincipalRules(),
                            new EmptyElementRules(),
                            new DocumentRules()),
                    ConditionLint.RULES.stream())
            .toList();

    private final AuthorizationTable table = AuthorizationTable.read();
    private final ServicePrefixes services = ServicePrefixes.read();

    /**
     * {@return everything lint has to say about this text by itself, worst first, then in the order of the text} The list cannot be
     * changed and never holds the same finding twice. A text that is no document at all has findings too.
     *
     * @param text the whole document, as long as it may be
     * @param kind what the document is used as; it decides which rules apply
     * @param facts what is known beyond the document; {@link LintFacts#NONE} when nothing is
     */
    public List<Finding> lint(String text, PolicyKind kind, LintFacts facts) {
        return lint(text, kind, facts, List.of());
    }

    /**
     * {@return everything lint has to say about this text beside its companions, worst first, then in the order of the text}
     *
     * @param text the whole document, as long as it may be
     * @param kind what the document is used as; it decides which rules apply
     * @param facts what is known beyond the document; {@link LintFacts#NONE} when nothing is
     * @param companions documents that are in force beside this one for the same app: what one of them allows is not missing here
     */
    public List<Finding> lint(String text, PolicyKind kind, LintFacts facts, List<PolicyDocument> companions) {
        PolicyReader.Examination examination = PolicyReader.examine(text, kind);
        Findings findings = new Findings();
        for (PolicyProblem problem : examination.problems()) {
            Position position = new Position(problem.pointer(), problem.line(), problem.column());
            findings.addWithFix(problem.rule(), severity(problem), null, position, problem.message(), problem.fix());
        }
        if (examination.document() != null) {
            LintTarget target = new LintTarget(kind, text, examination.document(), companions, facts, table, services);
            RULES.forEach(rule -> rule.check(target, findings));
        }
        return findings.sorted();
    }

    private static Severity severity(PolicyProblem problem) {
        return switch (problem.code()) {
            case "MISSING_VERSION", "PL_OLD_VERSION" -> Severity.WARNING;
            default -> Severity.ERROR;
        };
    }
}
