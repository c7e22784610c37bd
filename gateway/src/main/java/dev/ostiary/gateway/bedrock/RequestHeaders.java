package dev.ostiary.gateway.bedrock;

import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.route.Operation;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The only headers that go upstream, by name: everything else stays out. Unknown {@code X-Amzn-Bedrock-*} must not pass: on a sister
 * endpoint such headers choose a service role and a model.
 *
 * @param forwarded in a fixed order, spelled as AWS's service model does, without the request metadata
 * @param metadata the value of {@code X-Amzn-Bedrock-Request-Metadata}; empty when absent
 * @param guardrailIdentifier empty when absent, like the others
 */
public record RequestHeaders(
        List<Map.Entry<String, String>> forwarded,
        String metadata,
        String guardrailIdentifier,
        String guardrailVersion,
        String tier,
        String latency) {
    public static final String METADATA = "X-Amzn-Bedrock-Request-Metadata";

    static final String GUARDRAIL_IDENTIFIER = "X-Amzn-Bedrock-GuardrailIdentifier";
    static final String GUARDRAIL_VERSION = "X-Amzn-Bedrock-GuardrailVersion";
    static final String TIER = "X-Amzn-Bedrock-Service-Tier";
    private static final String LATENCY = "X-Amzn-Bedrock-PerformanceConfig-Latency";
    private static final String STREAM_ACCEPT = "X-Amzn-Bedrock-Accept";
    private static final List<String> EVERYWHERE = List.of("Content-Type", "Accept");
    private static final List<String> INVOKE = List.of(
            STREAM_ACCEPT, "X-Amzn-Bedrock-Trace", GUARDRAIL_IDENTIFIER, GUARDRAIL_VERSION, LATENCY, TIER, METADATA);
    private static final List<String> KNOWN =
            Stream.concat(EVERYWHERE.stream(), INVOKE.stream()).toList();
    /** Without a value they are as good as absent: no reason to refuse, and nothing to forward (AWS's patterns of the guardrail). */
    private static final Set<String> EMPTY_IS_NONE =
            Set.of("Content-Type", "Accept", GUARDRAIL_IDENTIFIER, GUARDRAIL_VERSION);

    /** What is wrong with the headers for this operation; null when {@link #of} may be called. */
    static @Nullable Refusal faultOf(Operation operation, MultiMap headers) {
        for (String name : KNOWN) {
            String fault = faultOf(name, headers);
            if (fault != null) {
                return refusal(name, fault);
            }
        }
        if (!operation.isInvoke() && (headers.contains(GUARDRAIL_IDENTIFIER) || headers.contains(GUARDRAIL_VERSION))) {
            return refusal(
                    GUARDRAIL_IDENTIFIER,
                    "belongs to InvokeModel; " + operation.label() + " takes its guardrail from the request itself");
        }
        return null;
    }

    static RequestHeaders of(Operation operation, MultiMap headers) {
        List<Map.Entry<String, String>> forwarded = new ArrayList<>(8);
        for (String name : EVERYWHERE) {
            forward(name, headers, forwarded);
        }
        if (!operation.isInvoke()) {
            return new RequestHeaders(forwarded, "", "", "", "", "");
        }
        for (String name : INVOKE) {
            boolean other = name.equals(METADATA)
                    || (name.equals(STREAM_ACCEPT) && operation.streaming() == Operation.Streaming.NONE);
            if (!other) {
                forward(name, headers, forwarded);
            }
        }
        return new RequestHeaders(
                forwarded,
                text(headers, METADATA),
                text(headers, GUARDRAIL_IDENTIFIER),
                text(headers, GUARDRAIL_VERSION),
                text(headers, TIER),
                text(headers, LATENCY));
    }

    private static void forward(String name, MultiMap headers, List<Map.Entry<String, String>> forwarded) {
        String value = text(headers, name);
        if (!value.isEmpty()) {
            forwarded.add(Map.entry(name, value));
        }
    }

    private static String text(MultiMap headers, String name) {
        String value = headers.get(name);
        return value == null ? "" : value;
    }

    private static @Nullable String faultOf(String name, MultiMap headers) {
        String value = headers.get(name);
        if (value == null) {
            return null;
        }
        if (value.isEmpty()) {
            boolean none = EMPTY_IS_NONE.contains(name) && headers.getAll(name).size() == 1;
            return none ? null : "is there without a value";
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < 0x20 && c != '\t') || c > 0x7e) {
                return "holds a control or non-ASCII character";
            }
        }
        return headers.getAll(name).size() == 1 ? null : "is there twice";
    }

    private static Refusal refusal(String name, String fault) {
        return Refusal.invalid("The header " + name + " " + fault + ".", "send it at most once, with a plain value");
    }
}
