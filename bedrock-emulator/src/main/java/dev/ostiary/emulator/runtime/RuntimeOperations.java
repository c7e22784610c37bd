package dev.ostiary.emulator.runtime;

import dev.ostiary.emulator.catalogue.ModelResolver;
import dev.ostiary.emulator.exchange.Answer;
import dev.ostiary.emulator.exchange.Call;
import dev.ostiary.emulator.text.TextModel;
import java.time.Clock;
import java.time.Duration;

/** The front door of bedrock-runtime: one method per operation stands behind it. Safe for any thread. */
public final class RuntimeOperations {
    private final InvokeModel invokeModel;
    private final Converse converse;
    private final CountTokens countTokens;
    private final Guardrails guardrails = new Guardrails();
    private final AsyncInvocations asyncInvocations;

    /**
     * @param account twelve digits, for the ARNs of jobs
     * @param jobDuration how long an asynchronous job stays in progress
     */
    public RuntimeOperations(
            ModelResolver resolver, TextModel text, String account, Clock clock, Duration jobDuration) {
        invokeModel = new InvokeModel(resolver, text);
        converse = new Converse(resolver, text);
        countTokens = new CountTokens(resolver);
        asyncInvocations = new AsyncInvocations(resolver, account, clock, jobDuration);
    }

    public Answer answer(Call call) {
        return switch (call.operation()) {
            case INVOKE_MODEL -> invokeModel.whole(call);
            case INVOKE_MODEL_STREAM -> invokeModel.stream(call);
            case CONVERSE -> converse.whole(call);
            case CONVERSE_STREAM -> converse.stream(call);
            case COUNT_TOKENS -> countTokens.answer(call);
            case APPLY_GUARDRAIL -> guardrails.apply(call);
            case INVOKE_GUARDRAIL_CHECKS -> guardrails.check(call);
            case START_ASYNC_INVOKE -> asyncInvocations.start(call);
            case GET_ASYNC_INVOKE -> asyncInvocations.get(call);
            case LIST_ASYNC_INVOKES -> asyncInvocations.list(call);
            case LIST_FOUNDATION_MODELS,
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
                    UNKNOWN -> throw new IllegalArgumentException(call.operation() + " is not of bedrock-runtime");
        };
    }
}
