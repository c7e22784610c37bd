package dev.ostiary.gateway.authorization;

import dev.ostiary.gateway.bedrock.BedrockCall;
import dev.ostiary.gateway.bedrock.ResourceUse;
import dev.ostiary.gateway.identity.Caller;
import dev.ostiary.policy.context.RequestContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The condition keys of a request. A key that the gateway does not know for sure is left out, never sent empty: an absent key makes
 * positive operators fail, which is the safe side. Keys: service authorization reference and IAM user guide, global condition keys.
 */
final class ConditionKeys {
    private ConditionKeys() {}

    /** What is the same for all parts of a call. */
    static RequestContext ofCaller(Caller caller, Environment environment) {
        Instant now = environment.now().truncatedTo(ChronoUnit.SECONDS);
        var keys = RequestContext.builder()
                .with("aws:CurrentTime", now.toString())
                .with("aws:EpochTime", Long.toString(now.getEpochSecond()))
                .with("aws:SecureTransport", Boolean.toString(environment.secureTransport()))
                .with("aws:ViaAWSService", "false");
        if (!environment.sourceIp().isEmpty()) {
            keys.with("aws:SourceIp", environment.sourceIp());
        }
        if (caller.claims().get("iat") instanceof Number issuedAt) {
            keys.with(
                    "aws:TokenIssueTime",
                    Instant.ofEpochSecond(issuedAt.longValue()).toString());
        }
        keys.with("aws:FederatedProvider", caller.issuer().issuer());
        caller.app().tags().forEach((name, value) -> {
            if (!value.isEmpty()) {
                keys.with("aws:PrincipalTag/" + name, value);
            }
        });
        return keys.build();
    }

    /** What one part adds. The guardrail and tier keys belong to invocations only. */
    static RequestContext ofPart(RequestContext base, ResourceUse use, BedrockCall.Conditions conditions) {
        RequestContext context = base.with("aws:RequestedRegion", use.requestedRegion());
        if (use.inferenceProfileArn() != null) {
            context = context.with("bedrock:InferenceProfileArn", use.inferenceProfileArn());
        }
        if (use.promptRouterArn() != null) {
            context = context.with("bedrock:PromptRouterArn", use.promptRouterArn());
        }
        if (!use.action().startsWith("bedrock:InvokeModel")) {
            return context;
        }
        if (conditions.guardrail() != null) {
            context = context.with("bedrock:GuardrailIdentifier", conditions.guardrail());
        }
        if (conditions.tier() != null) {
            context = context.with("bedrock:ServiceTier", conditions.tier());
        }
        return context;
    }
}
