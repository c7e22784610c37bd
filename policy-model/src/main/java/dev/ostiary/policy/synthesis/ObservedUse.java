package dev.ostiary.policy.synthesis;

import org.jspecify.annotations.Nullable;

/**
 * An action that an app used on a resource. A call through a profile is several uses: one of the profile, one of each
 * model behind it.
 *
 * @param action for example {@code bedrock:InvokeModel}
 * @param resource a full ARN, or {@code *}
 * @param inferenceProfile ARN of the profile through which a model was used; null for a direct use and for the profile's
 *     own use
 */
public record ObservedUse(
        String action, String resource, @Nullable String inferenceProfile) {}
