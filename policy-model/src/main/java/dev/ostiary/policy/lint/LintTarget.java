package dev.ostiary.policy.lint;

import dev.ostiary.policy.facts.AuthorizationTable;
import dev.ostiary.policy.facts.KeyFacts;
import dev.ostiary.policy.facts.LintFacts;
import dev.ostiary.policy.facts.ServicePrefixes;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.PolicyKind;
import java.util.List;
import java.util.stream.Stream;

/** One document under lint, with everything that is known. */
final class LintTarget {
    private final PolicyKind kind;
    private final String text;
    private final PolicyDocument document;
    private final LintFacts facts;
    private final AuthorizationTable table;
    private final ServicePrefixes services;
    private final List<StatementView> statements;
    private final List<StatementView> companions;

    /** @param companions documents that are in force beside this one for the same app, in the same layer */
    LintTarget(
            PolicyKind kind,
            String text,
            PolicyDocument document,
            List<PolicyDocument> companions,
            LintFacts facts,
            AuthorizationTable table,
            ServicePrefixes services) {
        this.kind = kind;
        this.text = text;
        this.document = document;
        this.facts = facts;
        this.table = table;
        this.services = services;
        this.statements = views(document, table).toList();
        this.companions =
                companions.stream().flatMap(each -> views(each, table)).toList();
    }

    private static Stream<StatementView> views(PolicyDocument document, AuthorizationTable table) {
        return document.statements().stream()
                .map(statement -> new StatementView(statement, document.hasVariables(), table));
    }

    PolicyKind kind() {
        return kind;
    }

    String text() {
        return text;
    }

    PolicyDocument document() {
        return document;
    }

    LintFacts facts() {
        return facts;
    }

    AuthorizationTable table() {
        return table;
    }

    ServicePrefixes services() {
        return services;
    }

    KeyFacts keys() {
        return new KeyFacts(table);
    }

    List<StatementView> statements() {
        return statements;
    }

    List<StatementView> allows() {
        return statements.stream().filter(StatementView::isAllow).toList();
    }

    List<StatementView> denies() {
        return statements.stream().filter(each -> !each.isAllow()).toList();
    }

    /** {@return the Allow statements of this document and of its companions: whether something is allowed at all} */
    List<StatementView> allAllows() {
        return withCompanions().filter(StatementView::isAllow).toList();
    }

    /** {@return the Deny statements of this document and of its companions} */
    List<StatementView> allDenies() {
        return withCompanions().filter(each -> !each.isAllow()).toList();
    }

    private Stream<StatementView> withCompanions() {
        return Stream.concat(statements.stream(), companions.stream());
    }

    /** {@return whether the document grants something by itself, so that least privilege is a question} */
    boolean grants() {
        return kind == PolicyKind.IDENTITY || kind == PolicyKind.MANAGED || kind == PolicyKind.SESSION;
    }
}
