package dev.ostiary.gateway.offering;

/**
 * A guardrail that may be evaluated in other Regions than its own, as its Region's control plane lists it. Guardrails without a guardrail
 * profile are not kept.
 *
 * @param arn with the account and the Region
 * @param profileId of its guardrail profile, for example {@code us.guardrail.v1:0}
 * @param json the whole summary as it came
 */
public record CrossRegionGuardrail(String arn, String profileId, String json) {}
