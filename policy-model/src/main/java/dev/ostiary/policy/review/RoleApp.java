package dev.ostiary.policy.review;

import dev.ostiary.policy.evaluation.PolicyLayers;

/**
 * An app whose calls the gateway makes with its own role.
 *
 * @param name what findings call it
 * @param layers all its documents; what a boundary or an organization never lets through, the role need not allow
 */
public record RoleApp(String name, PolicyLayers layers) {}
