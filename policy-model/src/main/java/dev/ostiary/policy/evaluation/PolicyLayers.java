package dev.ostiary.policy.evaluation;

import dev.ostiary.policy.policy.NamedPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All documents that apply to one app.
 *
 * @param identity what grants; empty grants nothing
 * @param boundary null = no boundary; an empty list blocks everything
 * @param organizationLevels root first; policies of one level add up, levels are intersected; no level = no restriction
 * @param session null = no session policy; an empty list blocks everything
 */
public record PolicyLayers(
        List<NamedPolicy> identity,
        @Nullable List<NamedPolicy> boundary,
        List<List<NamedPolicy>> organizationLevels,
        @Nullable List<NamedPolicy> session) {
    public PolicyLayers {
        identity = List.copyOf(identity);
        boundary = boundary == null ? null : List.copyOf(boundary);
        organizationLevels = organizationLevels.stream().map(List::copyOf).toList();
        session = session == null ? null : List.copyOf(session);
    }

    /** {@return layers of identity policies alone} */
    public static PolicyLayers ofIdentity(List<NamedPolicy> identity) {
        return new PolicyLayers(identity, null, List.of(), null);
    }
}
