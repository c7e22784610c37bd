package dev.ostiary.policy.lint;

import dev.ostiary.policy.facts.AuthorizationTable;
import dev.ostiary.policy.facts.KeyFacts;
import dev.ostiary.policy.facts.LintFacts;
import dev.ostiary.policy.facts.ServicePrefixes;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.PolicyKind;
import java.util.List;

/** One document under lint, with everything that is known. */
record LintTarget(
        PolicyKind kind,
        String text,
        PolicyDocument document,
        LintFacts facts,
        AuthorizationTable table,
        ServicePrefixes services) {
    KeyFacts keys() {
        return new KeyFacts(table);
    }

    List<StatementView> statements() {
        return document.statements().stream()
                .map(statement -> new StatementView(statement, document.hasVariables(), table))
                .toList();
    }

    List<StatementView> allows() {
        return statements().stream().filter(StatementView::isAllow).toList();
    }

    List<StatementView> denies() {
        return statements().stream().filter(each -> !each.isAllow()).toList();
    }

    /** {@return whether the document grants something by itself, so that least privilege is a question} */
    boolean grants() {
        return kind == PolicyKind.IDENTITY || kind == PolicyKind.MANAGED || kind == PolicyKind.SESSION;
    }
}
