package dev.ostiary.policy.facts;

/**
 * One resource type of the Service Authorization Reference.
 *
 * @param head what field 6 of its ARNs begins with, up to the first slash
 * @param hasRegion whether the ARN has a Region
 * @param hasAccount whether the ARN has an account id
 * @param hasTags whether {@code aws:ResourceTag} can match
 */
public record ResourceTypeFact(String name, String head, boolean hasRegion, boolean hasAccount, boolean hasTags) {}
