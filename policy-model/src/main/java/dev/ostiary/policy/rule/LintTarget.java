package dev.ostiary.policy.rule;

import dev.ostiary.policy.facts.AuthorizationTable;
import dev.ostiary.policy.facts.KeyFacts;
import dev.ostiary.policy.facts.LintFacts;
import dev.ostiary.policy.facts.ServicePrefixes;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.PolicyKind;
import java.util.List;
import java.util.stream.Stream;

/** One document under lint, with everything that is known. */
public final class LintTarget {
    private final PolicyKind kind;
    private final String text;
    private final PolicyDocument document;
    private final LintFacts facts;
    private final AuthorizationTable table;
    private final ServicePrefixes services;
    private final List<StatementView> statements;
    private final List<StatementView> companions;

    /** @param companions documents that are in force beside this one for the same app, in the same layer */
    public LintTarget(
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

    public PolicyKind kind() {
        return kind;
    }

    public String text() {
        return text;
    }

    public PolicyDocument document() {
        return document;
    }

    public LintFacts facts() {
        return facts;
    }

    public AuthorizationTable table() {
        return table;
    }

    public ServicePrefixes services() {
        return services;
    }

    public KeyFacts keys() {
        return new KeyFacts(table);
    }

    public List<StatementView> statements() {
        return statements;
    }

    public List<StatementView> allows() {
        return statements.stream().filter(StatementView::isAllow).toList();
    }

    public List<StatementView> denies() {
        return statements.stream().filter(each -> !each.isAllow()).toList();
    }

    /** {@return the Allow statements of this document and of its companions: whether something is allowed at all} */
    public List<StatementView> allAllows() {
        return withCompanions().filter(StatementView::isAllow).toList();
    }

    /** {@return the Deny statements of this document and of its companions} */
    public List<StatementView> allDenies() {
        return withCompanions().filter(each -> !each.isAllow()).toList();
    }

    private Stream<StatementView> withCompanions() {
        return Stream.concat(statements.stream(), companions.stream());
    }

    /** {@return whether the document grants something by itself, so that least privilege is a question} */
    public boolean grants() {
        return kind == PolicyKind.IDENTITY || kind == PolicyKind.MANAGED || kind == PolicyKind.SESSION;
    }
}
