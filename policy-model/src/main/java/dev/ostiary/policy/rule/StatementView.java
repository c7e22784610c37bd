package dev.ostiary.policy.rule;

import dev.ostiary.policy.facts.ActionFact;
import dev.ostiary.policy.facts.AuthorizationTable;
import dev.ostiary.policy.pattern.AsciiCase;
import dev.ostiary.policy.pattern.Glob;
import dev.ostiary.policy.policy.Effect;
import dev.ostiary.policy.policy.KeyCondition;
import dev.ostiary.policy.policy.PatternEntry;
import dev.ostiary.policy.policy.Statement;
import java.util.List;
import java.util.function.Predicate;

/** A statement with the questions that rules ask of it. */
public final class StatementView {
    public static final List<String> INVOCATIONS =
            List.of("bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream");

    private final Statement statement;
    private final AuthorizationTable table;
    private final List<ResourceView> resources;
    private final List<Glob> actionGlobs;
    private final List<Glob> resourceGlobs;
    private final List<ActionFact> knownActions;

    StatementView(Statement statement, boolean variables, AuthorizationTable table) {
        this.statement = statement;
        this.table = table;
        this.resources = statement.resources() == null
                ? List.of()
                : statement.resources().entries().stream()
                        .map(entry -> ResourceView.of(entry, variables))
                        .toList();
        this.actionGlobs =
                statement.actions().texts().stream().map(Glob::ignoringCase).toList();
        this.resourceGlobs =
                resources.stream().map(each -> Glob.of(each.text())).toList();
        this.knownActions =
                table.actions().stream().filter(action -> covers(action.name())).toList();
    }

    public Statement statement() {
        return statement;
    }

    public boolean isAllow() {
        return statement.effect() == Effect.ALLOW;
    }

    public boolean isNotAction() {
        return statement.actions().negated();
    }

    public boolean isNotResource() {
        return statement.resources() != null && statement.resources().negated();
    }

    public List<PatternEntry> actions() {
        return statement.actions().entries();
    }

    public List<ResourceView> resources() {
        return resources;
    }

    public boolean hasStarResource() {
        return resources.stream().anyMatch(ResourceView::isStar);
    }

    /** {@return whether the action is among those that the statement is about} */
    public boolean covers(String action) {
        boolean listed = actionGlobs.stream().anyMatch(glob -> glob.matches(action));
        return listed != isNotAction();
    }

    public boolean coversInvocation() {
        return INVOCATIONS.stream().anyMatch(this::covers);
    }

    /** {@return the known actions that the statement is about} */
    public List<ActionFact> knownActions() {
        return knownActions;
    }

    /** {@return whether every action entry is a known name without wildcards} */
    boolean namesKnownActionsOnly() {
        return !isNotAction() && actions().stream().allMatch(entry -> table.findAction(entry.text()) != null);
    }

    /** {@return whether a condition on this key is there, under an operator of this kind} */
    public boolean hasCondition(String key, Predicate<String> operator) {
        return statement.conditions().stream()
                .filter(block -> operator.test(block.operator()))
                .flatMap(block -> block.keys().stream())
                .map(KeyCondition::key)
                .anyMatch(each -> AsciiCase.lower(each).equals(AsciiCase.lower(key)));
    }

    public boolean hasCondition(String key) {
        return hasCondition(key, operator -> true);
    }

    /** {@return whether a resource entry covers this text: equal, a lone star, or a glob over the whole} */
    public boolean coversResource(String text) {
        boolean listed = resourceGlobs.stream().anyMatch(glob -> glob.matches(text));
        return listed != isNotResource();
    }
}
