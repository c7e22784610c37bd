package dev.ostiary.emulator.http;

import dev.ostiary.emulator.control.AttachmentOperations;
import dev.ostiary.emulator.control.ControlOperations;
import dev.ostiary.emulator.exchange.Answer;
import dev.ostiary.emulator.exchange.AwsError;
import dev.ostiary.emulator.exchange.Call;
import dev.ostiary.emulator.exchange.Headers;
import dev.ostiary.emulator.runtime.RuntimeOperations;
import dev.ostiary.emulator.sts.StsOperations;
import dev.ostiary.emulator.sts.StsXml;
import java.nio.charset.StandardCharsets;

/** Hands a call to the service that has its operation. */
public record Operations(
        RuntimeOperations runtime, ControlOperations control, AttachmentOperations attachments, StsOperations sts) {
    private static final String UNKNOWN =
            "{\"Output\":{\"__type\":\"com.amazon.coral.service#UnknownOperationException\"},\"Version\":\"1.0\"}";

    Answer answer(Call call) {
        return switch (call.operation()) {
            case INVOKE_MODEL,
                    INVOKE_MODEL_STREAM,
                    CONVERSE,
                    CONVERSE_STREAM,
                    COUNT_TOKENS,
                    APPLY_GUARDRAIL,
                    INVOKE_GUARDRAIL_CHECKS,
                    START_ASYNC_INVOKE,
                    GET_ASYNC_INVOKE,
                    LIST_ASYNC_INVOKES -> runtime.answer(call);
            case LIST_FOUNDATION_MODELS -> control.listFoundationModels(call);
            case GET_FOUNDATION_MODEL -> control.getFoundationModel(call);
            case GET_FOUNDATION_MODEL_AVAILABILITY -> control.getAvailability(call);
            case LIST_INFERENCE_PROFILES -> control.listInferenceProfiles(call);
            case GET_INFERENCE_PROFILE -> control.getInferenceProfile(call);
            case LIST_PROMPT_ROUTERS -> attachments.listPromptRouters(call);
            case GET_PROMPT_ROUTER -> attachments.getPromptRouter(call);
            case LIST_GUARDRAILS -> attachments.listGuardrails(call);
            case ASSUME_ROLE -> sts.assumeRole(call);
            case GET_CALLER_IDENTITY -> sts.getCallerIdentity(call);
            case OTHER_STS ->
                StsXml.error(
                        new AwsError(400, "InvalidAction", "Could not find operation for version 2011-06-15"),
                        call.requestId());
            // Bedrock's front answers 200 here (facts 3.1), which is why gateways must know their routes
            case UNKNOWN ->
                new Answer.Whole(
                        200,
                        Headers.NONE.with("Content-Type", "application/json"),
                        UNKNOWN.getBytes(StandardCharsets.UTF_8));
        };
    }
}
