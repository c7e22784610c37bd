package dev.ostiary.policy.evaluation;

import dev.ostiary.policy.condition.ConditionSet;
import dev.ostiary.policy.context.RequestContext;
import dev.ostiary.policy.pattern.Glob;
import dev.ostiary.policy.pattern.ResourcePattern;
import dev.ostiary.policy.pattern.ResourceText;
import dev.ostiary.policy.policy.Effect;
import dev.ostiary.policy.policy.PatternList;
import dev.ostiary.policy.policy.PolicyDocument;
import dev.ostiary.policy.policy.Statement;
import java.util.List;

/**
 * One statement, ready to be asked. The same three questions serve {@code decide} and {@code explain}. Immutable.
 */
final class CompiledStatement {
    private final Effect effect;
    private final boolean notAction;
    private final Glob[] actions;
    private final boolean notResource;
    private final ResourcePattern[] resources;
    private final ConditionSet conditions;

    private CompiledStatement(Statement statement, boolean variables) {
        this.effect = statement.effect();
        this.notAction = statement.actions().negated();
        this.actions =
                statement.actions().texts().stream().map(Glob::ignoringCase).toArray(Glob[]::new);
        PatternList resourceList = statement.resources();
        // no Resource at all (a trust policy) says nothing about a resource: it covers every one
        List<String> texts = resourceList == null ? List.of("*") : resourceList.texts();
        this.notResource = resourceList != null && resourceList.negated();
        this.resources = texts.stream()
                .map(text -> ResourcePattern.parse(text, variables))
                .toArray(ResourcePattern[]::new);
        this.conditions = ConditionSet.compile(statement.conditions(), effect, variables);
    }

    static CompiledStatement compile(Statement statement, PolicyDocument document) {
        return new CompiledStatement(statement, document.hasVariables());
    }

    boolean isDeny() {
        return effect == Effect.DENY;
    }

    Glob[] actions() {
        return actions;
    }

    boolean isNotAction() {
        return notAction;
    }

    ResourcePattern[] resources() {
        return resources;
    }

    boolean isNotResource() {
        return notResource;
    }

    ConditionSet conditions() {
        return conditions;
    }

    boolean applies(String action, ResourceText resource, RequestContext context) {
        // the resource first: among the index's candidates it is what differs
        return matchesResource(resource, context) && matchesAction(action) && conditions.holds(context);
    }

    boolean matchesAction(String action) {
        for (Glob glob : actions) {
            if (glob.matches(action)) {
                return !notAction;
            }
        }
        return notAction;
    }

    boolean matchesResource(ResourceText resource, RequestContext context) {
        for (ResourcePattern pattern : resources) {
            if (entryMatches(pattern, resource, context)) {
                return !notResource;
            }
        }
        return notResource;
    }

    /** Takes the side that grants less wherever an entry can be read in two ways. */
    private boolean entryMatches(ResourcePattern pattern, ResourceText resource, RequestContext context) {
        boolean allow = effect == Effect.ALLOW;
        if (!notResource) {
            return allow ? pattern.certainly(resource, context) : pattern.possibly(resource, context);
        }
        return allow
                ? pattern.possibly(resource, context) || pattern.isUnresolved(context)
                : pattern.certainly(resource, context);
    }
}
