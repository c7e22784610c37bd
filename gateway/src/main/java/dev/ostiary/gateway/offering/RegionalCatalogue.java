package dev.ostiary.gateway.offering;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What one Region offers, in the order in which its control plane listed it. Immutable. */
public final class RegionalCatalogue {
    public static final RegionalCatalogue EMPTY = new RegionalCatalogue(List.of(), List.of());

    private final List<FoundationModel> models;
    private final List<InferenceProfile> profiles;
    private final List<PromptRouter> routers;
    private final List<CrossRegionGuardrail> guardrails;
    private final Map<String, FoundationModel> modelsById = new HashMap<>();
    private final Map<String, InferenceProfile> profilesByName = new HashMap<>();
    private final Map<String, PromptRouter> routersByArn = new HashMap<>();
    private final Map<String, CrossRegionGuardrail> guardrailsByArn = new HashMap<>();
    private final NavigableSet<String> ids = new TreeSet<>();

    /** A Region of which no routers and no guardrails are known. */
    public RegionalCatalogue(List<FoundationModel> models, List<InferenceProfile> profiles) {
        this(models, profiles, List.of(), List.of());
    }

    /**
     * @param guardrails only those that are evaluated in other Regions too
     */
    public RegionalCatalogue(
            List<FoundationModel> models,
            List<InferenceProfile> profiles,
            List<PromptRouter> routers,
            List<CrossRegionGuardrail> guardrails) {
        this.models = List.copyOf(models);
        this.profiles = List.copyOf(profiles);
        this.routers = List.copyOf(routers);
        this.guardrails = List.copyOf(guardrails);
        routers.forEach(router -> routersByArn.put(router.arn(), router));
        guardrails.forEach(guardrail -> guardrailsByArn.put(guardrail.arn(), guardrail));
        for (FoundationModel model : models) {
            modelsById.put(model.id(), model);
            ids.add(model.id());
        }
        for (InferenceProfile profile : profiles) {
            ids.add(profile.id());
            profilesByName.put(profile.id(), profile);
            profilesByName.put(profile.arn(), profile);
        }
    }

    public List<FoundationModel> models() {
        return models;
    }

    public List<InferenceProfile> profiles() {
        return profiles;
    }

    /** The model with this id; null when the Region has none. */
    public @Nullable FoundationModel findModel(String id) {
        return modelsById.get(id);
    }

    /** The model or profile whose id is this one and a version, as in {@code …-v1:0}; null when the Region has none. */
    public @Nullable String findVersioned(String id) {
        String prefix = id + ":";
        String next = ids.ceiling(prefix);
        return next != null && next.startsWith(prefix) ? next : null;
    }

    /** The profile of either type with this id or ARN; null when the Region has none. */
    public @Nullable InferenceProfile findProfile(String idOrArn) {
        return profilesByName.get(idOrArn);
    }

    public List<PromptRouter> routers() {
        return routers;
    }

    public List<CrossRegionGuardrail> guardrails() {
        return guardrails;
    }

    /** The router with this ARN; null when none is known. */
    public @Nullable PromptRouter findRouter(String arn) {
        return routersByArn.get(arn);
    }

    /** The guardrail with this ARN; null when it is not known to be evaluated in other Regions. */
    public @Nullable CrossRegionGuardrail findGuardrail(String arn) {
        return guardrailsByArn.get(arn);
    }

    public boolean sameAs(RegionalCatalogue other) {
        return models.equals(other.models)
                && profiles.equals(other.profiles)
                && routers.equals(other.routers)
                && guardrails.equals(other.guardrails);
    }
}
