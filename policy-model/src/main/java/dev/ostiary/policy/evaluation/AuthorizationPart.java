package dev.ostiary.policy.evaluation;

import dev.ostiary.policy.context.RequestContext;

/**
 * One question to the policies. A call may be several: a profile and each model behind it, a guardrail.
 *
 * @param action for example {@code bedrock:InvokeModel}
 * @param resource a full ARN, or {@code *} for an action without resource types
 */
public record AuthorizationPart(String action, String resource, RequestContext context) {}
