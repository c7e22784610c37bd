package dev.ostiary.gateway.model;

import org.jspecify.annotations.Nullable;

/**
 * One thing that must be allowed for a call to go on.
 *
 * @param resource a canonical ARN, or {@code *} for an action without resource types
 * @param requestedRegion {@code aws:RequestedRegion}; {@code unspecified} for the Region-less model of a global profile
 * @param inferenceProfileArn {@code bedrock:InferenceProfileArn}, on the models behind a profile; else null
 * @param promptRouterArn {@code bedrock:PromptRouterArn}, on whatever is behind a prompt router; else null
 */
public record ResourceUse(
        String action,
        String resource,
        String requestedRegion,
        @Nullable String inferenceProfileArn,
        @Nullable String promptRouterArn) {
    /** A use that no prompt router chose. */
    public ResourceUse(String action, String resource, String requestedRegion, @Nullable String inferenceProfileArn) {
        this(action, resource, requestedRegion, inferenceProfileArn, null);
    }

    public static ResourceUse direct(String action, String resource, String region) {
        return new ResourceUse(action, resource, region, null);
    }

    ResourceUse behind(String routerArn) {
        return new ResourceUse(action, resource, requestedRegion, inferenceProfileArn, routerArn);
    }
}
