package dev.ostiary.gateway.bedrock;

import dev.ostiary.gateway.model.ModelLabels;
import dev.ostiary.gateway.model.ResourceUse;
import dev.ostiary.gateway.route.Operation;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call that is completely read: what must be authorized, and exactly what goes upstream when it is.
 *
 * @param region the Region that serves it, one of the upstream's and the app's
 * @param resources what must be allowed, in the order in which a refusal names them: named resource, source-Region model,
 *     destinations in catalogue order, guardrail, tools; empty only for {@link Operation#WHOAMI}
 * @param outbound what Bedrock gets; for local operations what it would get, never sent
 */
public record BedrockCall(
        Operation operation,
        String region,
        ModelLabels labels,
        List<ResourceUse> resources,
        Conditions conditions,
        Outbound outbound)
        implements Completion {
    public BedrockCall {
        resources = List.copyOf(resources);
    }

    /**
     * What the request says about itself beyond its resources; null when it does not say.
     *
     * @param guardrail {@code bedrock:GuardrailIdentifier}: the ARN for the draft, {@code ARN:N} for version N; set on invocations
     * @param tier {@code bedrock:ServiceTier} and the access log's {@code tier}: from the header or the body, whichever the operation
     *     has
     * @param latency {@code standard} or {@code optimized}; it changes the price
     */
    public record Conditions(
            @Nullable String guardrail,
            @Nullable String tier,
            @Nullable String latency) {
        /** The request says nothing. */
        public static final Conditions NONE = new Conditions(null, null, null);
    }

    /**
     * The request line, headers and body for Bedrock.
     *
     * @param encodedPath our own percent-encoding of the form that the caller used
     * @param encodedQuery null without a query
     * @param headers the allow-listed ones, values checked; no Host, no credentials
     */
    public record Outbound(
            String method,
            String encodedPath,
            @Nullable String encodedQuery,
            List<Map.Entry<String, String>> headers,
            Buffer body) {
        public Outbound {
            headers = List.copyOf(headers);
        }
    }
}
