package dev.ostiary.gateway.route;

/**
 * Every operation that the gateway knows. The enum is closed on purpose: a path without an entry here is 404 and nothing is sent
 * upstream. Actions: Service Authorization Reference for Amazon Bedrock; there is no {@code bedrock:Converse}.
 */
public enum Operation {
    INVOKE_MODEL("InvokeModel", "bedrock:InvokeModel", "POST", BodyRule.OPAQUE, Streaming.NONE),
    INVOKE_MODEL_WITH_RESPONSE_STREAM(
            "InvokeModelWithResponseStream",
            "bedrock:InvokeModelWithResponseStream",
            "POST",
            BodyRule.OPAQUE,
            Streaming.INVOKE),
    CONVERSE("Converse", "bedrock:InvokeModel", "POST", BodyRule.JSON, Streaming.NONE),
    CONVERSE_STREAM(
            "ConverseStream", "bedrock:InvokeModelWithResponseStream", "POST", BodyRule.JSON, Streaming.CONVERSE),
    COUNT_TOKENS("CountTokens", "bedrock:CountTokens", "POST", BodyRule.JSON, Streaming.NONE),
    APPLY_GUARDRAIL("ApplyGuardrail", "bedrock:ApplyGuardrail", "POST", BodyRule.JSON, Streaming.NONE),
    INVOKE_GUARDRAIL_CHECKS(
            "InvokeGuardrailChecks", "bedrock:InvokeGuardrailChecks", "POST", BodyRule.JSON, Streaming.NONE),
    START_ASYNC_INVOKE("StartAsyncInvoke", "bedrock:InvokeModel", "POST", BodyRule.JSON, Streaming.NONE),
    GET_ASYNC_INVOKE("GetAsyncInvoke", "bedrock:GetAsyncInvoke", "GET", BodyRule.NONE, Streaming.NONE),
    LIST_ASYNC_INVOKES("ListAsyncInvokes", "bedrock:ListAsyncInvokes", "GET", BodyRule.NONE, Streaming.NONE),
    LIST_FOUNDATION_MODELS(
            "ListFoundationModels", "bedrock:ListFoundationModels", "GET", BodyRule.NONE, Streaming.NONE),
    GET_FOUNDATION_MODEL("GetFoundationModel", "bedrock:GetFoundationModel", "GET", BodyRule.NONE, Streaming.NONE),
    LIST_INFERENCE_PROFILES(
            "ListInferenceProfiles", "bedrock:ListInferenceProfiles", "GET", BodyRule.NONE, Streaming.NONE),
    GET_INFERENCE_PROFILE("GetInferenceProfile", "bedrock:GetInferenceProfile", "GET", BodyRule.NONE, Streaming.NONE),
    /** Ours: no IAM action, any app may ask. */
    WHOAMI("Whoami", "", "GET", BodyRule.NONE, Streaming.NONE);

    /** What is done with the request's body. */
    public enum BodyRule {
        /** There is none; whatever comes is not read. */
        NONE,
        /** The model's native bytes, never looked at. */
        OPAQUE,
        /** Exactly one JSON object without duplicate keys. */
        JSON
    }

    /** What a successful answer looks like on the wire. */
    public enum Streaming {
        NONE,
        /** Event stream of {@code chunk}s, closed by {@code amazon-bedrock-invocationMetrics}. */
        INVOKE,
        /** Event stream of Converse events, closed by {@code metadata}. */
        CONVERSE
    }

    private final String label;
    private final String action;
    private final String method;
    private final BodyRule bodyRule;
    private final Streaming streaming;

    Operation(String label, String action, String method, BodyRule bodyRule, Streaming streaming) {
        this.label = label;
        this.action = action;
        this.method = method;
        this.bodyRule = bodyRule;
        this.streaming = streaming;
    }

    /** AWS's name of the operation: metric label and access log. */
    public String label() {
        return label;
    }

    /** The IAM action that is checked; empty for {@link #WHOAMI}. */
    public String action() {
        return action;
    }

    public String method() {
        return method;
    }

    public BodyRule bodyRule() {
        return bodyRule;
    }

    public Streaming streaming() {
        return streaming;
    }

    /** Whether the gateway answers by itself, from the catalogue or from what it knows of the app. */
    public boolean isLocal() {
        return switch (this) {
            case LIST_FOUNDATION_MODELS, GET_FOUNDATION_MODEL, LIST_INFERENCE_PROFILES, GET_INFERENCE_PROFILE, WHOAMI ->
                true;
            case INVOKE_MODEL,
                    INVOKE_MODEL_WITH_RESPONSE_STREAM,
                    CONVERSE,
                    CONVERSE_STREAM,
                    COUNT_TOKENS,
                    APPLY_GUARDRAIL,
                    INVOKE_GUARDRAIL_CHECKS,
                    START_ASYNC_INVOKE,
                    GET_ASYNC_INVOKE,
                    LIST_ASYNC_INVOKES -> false;
        };
    }

    public boolean isInvoke() {
        return this == INVOKE_MODEL || this == INVOKE_MODEL_WITH_RESPONSE_STREAM;
    }

    /** Whether a model is named, in the path or in the body, and called or counted for. */
    public boolean namesModel() {
        return isInvoke() || isConverse() || this == COUNT_TOKENS || this == START_ASYNC_INVOKE;
    }

    public boolean isConverse() {
        return this == CONVERSE || this == CONVERSE_STREAM;
    }
}
