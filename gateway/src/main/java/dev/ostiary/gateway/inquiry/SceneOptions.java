package dev.ostiary.gateway.inquiry;

import org.jspecify.annotations.Nullable;

/**
 * What the command line says about where things come from; null when it says nothing.
 *
 * @param access directory of the access files
 * @param account AWS account id, for every upstream
 * @param region of the call
 */
public record SceneOptions(
        @Nullable String access,
        @Nullable String account,
        @Nullable String region) {}
