package dev.ostiary.policy.evaluation;

import dev.ostiary.policy.condition.ConditionTrace;
import dev.ostiary.policy.pattern.ResourceText;
import dev.ostiary.policy.policy.Effect;
import dev.ostiary.policy.policy.Statement;
import java.util.List;

/**
 * What one statement says about one part of a call. A view: every method asks the compiled statement anew, so ask only what
 * is needed. Immutable and safe for several threads.
 */
public final class StatementTrace {
    private final PlacedStatement statement;
    private final AuthorizationPart part;
    private final ResourceText resource;

    StatementTrace(PlacedStatement statement, AuthorizationPart part, ResourceText resource) {
        this.statement = statement;
        this.part = part;
        this.resource = resource;
    }

    /** {@return the number of the group of documents that the statement belongs to} */
    public int slot() {
        return statement.slot().number();
    }

    /** {@return which statement this is} */
    public StatementReference reference() {
        return statement.reference();
    }

    /** {@return what the statement does when it applies} */
    public Effect effect() {
        return statement.written().effect();
    }

    /** {@return the statement as written} */
    public Statement written() {
        return statement.written();
    }

    /** {@return whether the document knows policy variables} */
    public boolean hasVariables() {
        return statement.policy().document().hasVariables();
    }

    /** {@return whether the action is among those of Action, or none of those of NotAction} */
    public boolean actionMatches() {
        return statement.compiled().matchesAction(part.action());
    }

    /** {@return whether the resource is among those of Resource, or none of those of NotResource; a doubt is decided for the
     * side that grants less} */
    public boolean resourceMatches() {
        return statement.compiled().matchesResource(resource, part.context());
    }

    /** {@return what each condition says, in the order written} */
    public List<ConditionTrace> conditions() {
        return statement.compiled().conditions().trace(part.context());
    }

    /** {@return how many conditions fail} */
    public int failingConditions() {
        return statement.compiled().conditions().failing(part.context());
    }

    /** {@return whether the statement applies: action, resource and all conditions} */
    public boolean applies() {
        return statement.compiled().applies(part.action(), resource, part.context());
    }
}
