package dev.ostiary.gateway.bedrock;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostiary.gateway.route.Operation;
import dev.ostiary.gateway.route.Route;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call that nobody has sent, written as an SDK would send it, so that it is read by the same code as a real one. Everything that
 * decides is in it, and nothing else: no messages.
 *
 * @param region as {@code /region/{region}} would have it; null without that prefix
 * @param id what the operation names: a model in any spelling, a guardrail, a job; empty when it names nothing
 * @param version of the guardrail of {@link Operation#APPLY_GUARDRAIL}, else empty
 * @param guardrail that an invocation names; null without one
 * @param tier service tier of an invocation; empty without one
 */
public record PlannedCall(
        Operation operation,
        @Nullable String region,
        String id,
        String version,
        @Nullable NamedGuardrail guardrail,
        String tier) {

    /** A guardrail as a caller names it. */
    public record NamedGuardrail(String identifier, String version) {
        /** How people write one. */
        public static final String FORM = "ID:VERSION, for example gd7example:1";

        /** From {@link #FORM}; null for anything else. The version stands behind the last colon: an ARN has more of them. */
        public static @Nullable NamedGuardrail parse(String text) {
            int colon = text.lastIndexOf(':');
            return colon <= 0 || colon == text.length() - 1 || text.indexOf('/', colon) >= 0
                    ? null
                    : new NamedGuardrail(text.substring(0, colon), text.substring(colon + 1));
        }
    }

    /** An operation on the thing with this id, nothing else said. */
    public static PlannedCall of(Operation operation, @Nullable String region, String id) {
        return new PlannedCall(operation, region, id, "", null, "");
    }

    /** Whether the operation can name a guardrail beside its model. */
    public static boolean takesGuardrail(Operation operation) {
        return operation.isInvoke() || operation.isConverse();
    }

    public Route route() {
        boolean inBody = operation == Operation.START_ASYNC_INVOKE;
        return new Route(operation, region, inBody ? "" : id, version, List.of());
    }

    public MultiMap headers() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        if (operation.isInvoke()) {
            if (guardrail != null) {
                headers.add(RequestHeaders.GUARDRAIL_IDENTIFIER, guardrail.identifier());
                headers.add(RequestHeaders.GUARDRAIL_VERSION, guardrail.version());
            }
            if (!tier.isEmpty()) {
                headers.add(RequestHeaders.TIER, tier);
            }
        }
        return headers;
    }

    public Buffer body() {
        if (operation.bodyRule() == Operation.BodyRule.NONE) {
            return Buffer.buffer();
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (operation == Operation.START_ASYNC_INVOKE) {
            json.put("modelId", id);
        }
        if (operation.isConverse() && guardrail != null) {
            json.putObject("guardrailConfig")
                    .put("guardrailIdentifier", guardrail.identifier())
                    .put("guardrailVersion", guardrail.version());
        }
        if (operation.isConverse() && !tier.isEmpty()) {
            json.putObject("serviceTier").put("type", tier);
        }
        return Buffer.buffer(json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
