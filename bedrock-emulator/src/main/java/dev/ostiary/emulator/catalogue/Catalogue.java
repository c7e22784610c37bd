package dev.ostiary.emulator.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that can be named as a model.
 *
 * @param regions every Region that is named somewhere in it, in the order in which they are
 * @param routers each also an account resource
 * @param accountResources `service:type/id` of the account's own models, each with the model that answers for it
 */
public record Catalogue(
        List<FoundationModel> models,
        List<InferenceProfile> profiles,
        List<PromptRouter> routers,
        List<Guardrail> guardrails,
        Map<String, FoundationModel> accountResources,
        List<String> regions) {
    public Catalogue {
        models = List.copyOf(models);
        profiles = List.copyOf(profiles);
        routers = List.copyOf(routers);
        guardrails = List.copyOf(guardrails);
        accountResources = Map.copyOf(accountResources);
        regions = List.copyOf(regions);
    }

    public Optional<FoundationModel> findModel(String id, String region) {
        return models.stream()
                .filter(model -> model.id().equals(id) && model.isIn(region))
                .findFirst();
    }

    public Optional<InferenceProfile> findProfile(InferenceProfile.Type type, String id, String region) {
        return profiles(region).stream()
                .filter(profile -> profile.type() == type && profile.id().equals(id))
                .findFirst();
    }

    /** The profiles that may be called from this Region. */
    public List<InferenceProfile> profiles(String region) {
        return profiles.stream()
                .filter(profile -> profile.sources().contains(region))
                .toList();
    }

    /** The routers that may be called in this Region. */
    public List<PromptRouter> routers(String region) {
        return routers.stream().filter(router -> router.isIn(region)).toList();
    }

    /** The guardrails of this Region. */
    public List<Guardrail> guardrails(String region) {
        return guardrails.stream()
                .filter(guardrail -> guardrail.regions().contains(region))
                .toList();
    }
}
