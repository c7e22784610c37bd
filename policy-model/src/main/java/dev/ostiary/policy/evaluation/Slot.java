package dev.ostiary.policy.evaluation;

import dev.ostiary.policy.policy.NamedPolicy;
import java.util.ArrayList;
import java.util.List;

/**
 * A group of documents of which at least one statement must allow: a layer, or one level of the organization.
 *
 * @param number 0 for the slot that a refusal names first
 */
public record Slot(int number, PolicyLayer layer, List<NamedPolicy> policies) {
    public Slot {
        policies = List.copyOf(policies);
    }

    /** More levels than any organization has; the set of allowing slots is one long. */
    static final int MOST = 63;

    static List<Slot> of(PolicyLayers layers) {
        List<Slot> slots = new ArrayList<>();
        layers.organizationLevels().forEach(level -> add(slots, PolicyLayer.ORGANIZATION, level));
        if (layers.boundary() != null) {
            add(slots, PolicyLayer.PERMISSIONS_BOUNDARY, layers.boundary());
        }
        if (layers.session() != null) {
            add(slots, PolicyLayer.SESSION, layers.session());
        }
        add(slots, PolicyLayer.IDENTITY, layers.identity());
        if (slots.size() > MOST) {
            throw new IllegalArgumentException("at most 60 organization levels, got "
                    + layers.organizationLevels().size());
        }
        return slots;
    }

    private static void add(List<Slot> slots, PolicyLayer layer, List<NamedPolicy> policies) {
        slots.add(new Slot(slots.size(), layer, policies));
    }
}
