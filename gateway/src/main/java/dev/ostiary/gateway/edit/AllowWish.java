package dev.ostiary.gateway.edit;

import org.jspecify.annotations.Nullable;

/**
 * What somebody wants an app to be able to call.
 *
 * @param model id or ARN of a model or profile
 * @param region null for the app's own
 * @param through a profile of the model, or the beginning of its id as {@code us}; null for the model itself
 * @param policy name of the policy file to edit; null when there is only one
 * @param shared whether other apps with the same policy may gain it too
 */
public record AllowWish(
        String app,
        String model,
        @Nullable String region,
        @Nullable String through,
        @Nullable String policy,
        boolean shared) {}
