package dev.ostiary.gateway.authorization;

import dev.ostiary.gateway.offering.FoundationModel;
import dev.ostiary.gateway.offering.InferenceProfile;
import java.util.Set;

/**
 * The part of a Region's catalogue that an app may see.
 *
 * @param models ids of models that it may invoke, with or without a stream, or get
 * @param profiles ARNs of profiles likewise
 * @param invocable ids of the models and profiles that it may invoke, as {@code whoami} shows them
 */
public record VisibleModels(Set<String> models, Set<String> profiles, Set<String> invocable) {
    public VisibleModels {
        models = Set.copyOf(models);
        profiles = Set.copyOf(profiles);
        invocable = Set.copyOf(invocable);
    }

    public boolean shows(FoundationModel model) {
        return models.contains(model.id());
    }

    public boolean shows(InferenceProfile profile) {
        return profiles.contains(profile.arn());
    }
}
