package dev.ostiary.policy.evaluation;

import dev.ostiary.policy.pattern.ResourceText;
import dev.ostiary.policy.policy.NamedPolicy;
import java.util.AbstractList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The compiled policies of one app: compile once, decide many times. Immutable and safe for any number of threads;
 * deciding does no I/O and reads no clock.
 */
public final class PolicySet {
    private final List<Slot> slots;
    private final List<PlacedStatement> statements;
    private final StatementIndex index;
    private final long everySlot;

    private PolicySet(List<Slot> slots) {
        this.slots = List.copyOf(slots);
        this.statements = List.copyOf(PlacedStatement.of(slots));
        this.index = StatementIndex.of(statements);
        this.everySlot = (1L << slots.size()) - 1;
    }

    /**
     * {@return the compiled form of these layers}
     *
     * @throws IllegalArgumentException for more than 60 organization levels
     */
    public static PolicySet compile(PolicyLayers layers) {
        return new PolicySet(Slot.of(layers));
    }

    /** {@return the compiled form of identity policies without any other layer} */
    public static PolicySet ofIdentity(List<NamedPolicy> policies) {
        return compile(PolicyLayers.ofIdentity(policies));
    }

    /**
     * {@return the decision over all parts of a call: all must be allowed by every layer}
     *
     * @param parts at least one, in the order in which a refusal names them
     * @throws IllegalArgumentException when there is no part: an empty question must not be answered with yes
     */
    public Decision decide(List<AuthorizationPart> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a call has at least one part to authorize, got none");
        }
        Decision.@Nullable Denied implicit = null;
        for (AuthorizationPart part : parts) {
            Tally tally = new Tally(part);
            index.forEachCandidate(tally);
            Decision.@Nullable Denied denied = verdict(part, tally);
            if (denied != null && denied.explicit()) {
                return denied;
            }
            implicit = implicit == null ? denied : implicit;
        }
        return implicit == null ? Decision.Allowed.INSTANCE : implicit;
    }

    /** {@return the decision over a call of one part} */
    public Decision decide(AuthorizationPart part) {
        return decide(List.of(part));
    }

    /** {@return why this part is refused; null when every slot has an applying Allow and no Deny applies} */
    Decision.@Nullable Denied verdict(AuthorizationPart part, Tally tally) {
        PlacedStatement deny = tally.deny();
        if (deny != null) {
            return new Decision.Denied(true, deny.slot().layer(), part, deny.reference());
        }
        long missing = everySlot & ~tally.allowingSlots();
        if (missing == 0) {
            return null;
        }
        Slot first = slots.get(Long.numberOfTrailingZeros(missing));
        return new Decision.Denied(false, first.layer(), part, null);
    }

    /**
     * {@return every statement with what it says about this part, in the order in which refusals name them} The traces are
     * views that ask the same compiled statements as {@link #decide}; each is made when it is got, and each question is
     * answered when it is asked. The list cannot be changed.
     */
    public List<StatementTrace> trace(AuthorizationPart part) {
        ResourceText resource = ResourceText.of(part.resource());
        return new AbstractList<>() {
            @Override
            public StatementTrace get(int index) {
                return new StatementTrace(statements.get(index), part, resource);
            }

            @Override
            public int size() {
                return statements.size();
            }
        };
    }

    /** {@return the groups of documents that must each allow, in the order in which refusals name them} */
    public List<Slot> slots() {
        return slots;
    }

    /** {@return how many statements all layers have together} */
    public int size() {
        return statements.size();
    }

    List<PlacedStatement> statements() {
        return statements;
    }
}
