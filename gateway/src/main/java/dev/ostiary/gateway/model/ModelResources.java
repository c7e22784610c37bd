package dev.ostiary.gateway.model;

import dev.ostiary.gateway.offering.InferenceProfile;
import dev.ostiary.gateway.offering.PromptRouter;
import dev.ostiary.gateway.offering.RegionalCatalogue;
import dev.ostiary.gateway.offering.Scope;
import dev.ostiary.gateway.route.Operation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must be allowed to call a model or a profile, in the contract's order. */
public final class ModelResources {
    /** {@code aws:RequestedRegion} of the Region-less model of a global profile (AWS: global cross-Region inference). */
    private static final String UNSPECIFIED = "unspecified";

    private ModelResources() {}

    /** A foundation model: its ARN in the Region. */
    public static List<ResourceUse> ofModel(String action, String modelId, String region, Account account) {
        return List.of(ResourceUse.direct(action, modelArn(region, modelId, account), region));
    }

    /**
     * The profile, its models in the source Region, then all destinations in catalogue order (AWS: prerequisites for inference
     * profiles). {@code bedrock:CountTokens} knows foundation models only, so there the profile itself is left out.
     */
    public static List<ResourceUse> ofProfile(String action, InferenceProfile profile, String region, Account account) {
        List<ResourceUse> uses = new ArrayList<>();
        if (!action.equals(Operation.COUNT_TOKENS.action())) {
            uses.add(ResourceUse.direct(action, profile.arn(), region));
        }
        for (String arn : profile.modelArns()) {
            String here = modelArn(region, InferenceProfile.modelIdOf(arn), account);
            add(uses, new ResourceUse(action, here, region, profile.arn()));
        }
        for (String arn : profile.modelArns()) {
            String destination = InferenceProfile.regionOf(arn);
            if (!destination.isEmpty() && profile.scope() != Scope.GLOBAL) {
                add(uses, new ResourceUse(action, arn, destination, profile.arn()));
            }
        }
        if (profile.scope() == Scope.GLOBAL) {
            String anywhere = modelArn("", profile.modelId(), account);
            add(uses, new ResourceUse(action, anywhere, UNSPECIFIED, profile.arn()));
        }
        return uses;
    }

    /**
     * The router, then every model that it may choose, with {@code bedrock:PromptRouterArn}; a profile among them with all that is behind
     * it (AWS: prerequisites for prompt routing).
     *
     * @return null when the Region does not list a profile that the router may choose
     */
    static @Nullable List<ResourceUse> ofRouter(
            String action, PromptRouter router, RegionalCatalogue here, String region, Account account) {
        List<ResourceUse> uses = new ArrayList<>();
        uses.add(ResourceUse.direct(action, router.arn(), region));
        for (String target : router.targetArns()) {
            if (target.contains("::foundation-model/")) {
                String destination = InferenceProfile.regionOf(target);
                String requested = destination.isEmpty() ? UNSPECIFIED : destination;
                add(uses, new ResourceUse(action, target, requested, null, router.arn()));
                continue;
            }
            InferenceProfile profile = here.findProfile(target);
            if (profile == null) {
                return null;
            }
            for (ResourceUse use : ofProfile(action, profile, region, account)) {
                add(uses, use.behind(router.arn()));
            }
        }
        return uses;
    }

    /** {@return the ARN of a foundation model; an empty Region gives the form that stands for all of them} */
    public static String modelArn(String region, String modelId, Account account) {
        return "arn:" + account.partition() + ":bedrock:" + region + "::foundation-model/" + modelId;
    }

    private static void add(List<ResourceUse> uses, ResourceUse use) {
        if (!uses.contains(use)) {
            uses.add(use);
        }
    }
}
