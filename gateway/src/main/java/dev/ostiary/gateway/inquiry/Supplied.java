package dev.ostiary.gateway.inquiry;

import dev.ostiary.gateway.bedrock.PlannedCall.NamedGuardrail;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody knows of a logged call beyond its line; empty or null when he does not.
 *
 * @param model id or ARN of a model or profile
 * @param job ARN of an asynchronous invocation
 * @param keys condition keys with their values
 */
public record Supplied(String model, String job, @Nullable NamedGuardrail guardrail, Map<String, List<String>> keys) {}
