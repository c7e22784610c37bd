package dev.ostiary.emulator.exchange;

import java.util.List;

/**
 * A request that passed the signature check and was routed.
 *
 * @param arguments the decoded path segments that the route left open, for example the model id
 * @param requestId what the answer carries as `x-amzn-RequestId`
 * @param region taken from the credential scope of the signature
 */
public record Call(
        Operation operation, List<String> arguments, Inbound inbound, Caller caller, String region, String requestId) {
    public Call {
        arguments = List.copyOf(arguments);
    }

    public String argument(int index) {
        return arguments.get(index);
    }

    public RequestTarget target() {
        return RequestTarget.parse(inbound.rawTarget());
    }

    /** The model that the caller named, in his spelling; empty when the operation has none. */
    public String modelName() {
        return switch (operation) {
            case INVOKE_MODEL, INVOKE_MODEL_STREAM, CONVERSE, CONVERSE_STREAM, COUNT_TOKENS -> argument(0);
            case START_ASYNC_INVOKE ->
                Json.parseObject(inbound.body())
                        .map(body -> body.path("modelId").asText())
                        .orElse("");
            case APPLY_GUARDRAIL,
                    INVOKE_GUARDRAIL_CHECKS,
                    GET_ASYNC_INVOKE,
                    LIST_ASYNC_INVOKES,
                    LIST_FOUNDATION_MODELS,
                    GET_FOUNDATION_MODEL,
                    GET_FOUNDATION_MODEL_AVAILABILITY,
                    LIST_INFERENCE_PROFILES,
                    GET_INFERENCE_PROFILE,
                    LIST_PROMPT_ROUTERS,
                    GET_PROMPT_ROUTER,
                    LIST_GUARDRAILS,
                    ASSUME_ROLE,
                    GET_CALLER_IDENTITY,
                    OTHER_STS,
                    UNKNOWN -> "";
        };
    }
}
