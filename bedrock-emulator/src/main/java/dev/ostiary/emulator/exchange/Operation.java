package dev.ostiary.emulator.exchange;

/** Every operation that the emulator answers, with the IAM action that AWS checks for it. */
public enum Operation {
    INVOKE_MODEL("InvokeModel", "bedrock:InvokeModel"),
    INVOKE_MODEL_STREAM("InvokeModelWithResponseStream", "bedrock:InvokeModelWithResponseStream"),
    CONVERSE("Converse", "bedrock:InvokeModel"),
    CONVERSE_STREAM("ConverseStream", "bedrock:InvokeModelWithResponseStream"),
    COUNT_TOKENS("CountTokens", "bedrock:CountTokens"),
    APPLY_GUARDRAIL("ApplyGuardrail", "bedrock:ApplyGuardrail"),
    INVOKE_GUARDRAIL_CHECKS("InvokeGuardrailChecks", "bedrock:InvokeGuardrailChecks"),
    START_ASYNC_INVOKE("StartAsyncInvoke", "bedrock:InvokeModel"),
    GET_ASYNC_INVOKE("GetAsyncInvoke", "bedrock:GetAsyncInvoke"),
    LIST_ASYNC_INVOKES("ListAsyncInvokes", "bedrock:ListAsyncInvokes"),
    LIST_FOUNDATION_MODELS("ListFoundationModels", "bedrock:ListFoundationModels"),
    GET_FOUNDATION_MODEL("GetFoundationModel", "bedrock:GetFoundationModel"),
    GET_FOUNDATION_MODEL_AVAILABILITY("GetFoundationModelAvailability", "bedrock:GetFoundationModelAvailability"),
    LIST_INFERENCE_PROFILES("ListInferenceProfiles", "bedrock:ListInferenceProfiles"),
    GET_INFERENCE_PROFILE("GetInferenceProfile", "bedrock:GetInferenceProfile"),
    LIST_PROMPT_ROUTERS("ListPromptRouters", "bedrock:ListPromptRouters"),
    GET_PROMPT_ROUTER("GetPromptRouter", "bedrock:GetPromptRouter"),
    LIST_GUARDRAILS("ListGuardrails", "bedrock:ListGuardrails"),
    ASSUME_ROLE("AssumeRole", "sts:AssumeRole"),
    GET_CALLER_IDENTITY("GetCallerIdentity", "sts:GetCallerIdentity"),
    OTHER_STS("OtherSts", ""),
    UNKNOWN("Unknown", "");

    private final String wireName;
    private final String action;

    Operation(String wireName, String action) {
        this.wireName = wireName;
        this.action = action;
    }

    /** AWS's name of the operation. */
    public String wireName() {
        return wireName;
    }

    public String action() {
        return action;
    }

    /** Whether it belongs to STS, which speaks XML, and not to Bedrock. */
    public boolean isSts() {
        return this == ASSUME_ROLE || this == GET_CALLER_IDENTITY || this == OTHER_STS;
    }
}
