package dev.ostiary.policy.evaluation;

import dev.ostiary.policy.context.RequestContext;
import dev.ostiary.policy.pattern.ResourceText;
import org.jspecify.annotations.Nullable;

/**
 * Collects what the statements say about one part of a call: the first Deny that applies, and the slots that have an
 * applying Allow. Mutable; lives in one thread for one part.
 */
final class Tally {
    private final String action;
    private final ResourceText resource;
    private final RequestContext context;
    private @Nullable PlacedStatement deny;
    private long allowingSlots;

    Tally(AuthorizationPart part) {
        this.action = part.action();
        this.resource = ResourceText.of(part.resource());
        this.context = part.context();
    }

    String resource() {
        return resource.text();
    }

    String action() {
        return action;
    }

    /** Asks the statement, unless its answer can no longer change the outcome. May be called twice for one statement. */
    void ask(PlacedStatement statement) {
        long slot = 1L << statement.slot().number();
        if (statement.compiled().isDeny()) {
            boolean earlier = deny == null || statement.ordinal() < deny.ordinal();
            if (earlier && statement.compiled().applies(action, resource, context)) {
                deny = statement;
            }
        } else if ((allowingSlots & slot) == 0 && statement.compiled().applies(action, resource, context)) {
            allowingSlots |= slot;
        }
    }

    @Nullable
    PlacedStatement deny() {
        return deny;
    }

    long allowingSlots() {
        return allowingSlots;
    }
}
