package dev.ostiary.gateway.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.bedrock.BedrockCall;
import dev.ostiary.gateway.bedrock.Calls;
import dev.ostiary.gateway.bedrock.Completion;
import dev.ostiary.gateway.model.ResourceUse;
import dev.ostiary.gateway.route.Operation;
import dev.ostiary.gateway.store.App;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is authorized for each operation, as the contract's table has it. */
class OperationsTest {
    private static final String NOVA = "amazon.nova-micro-v1:0";
    private static final String MODEL_ARN = "arn:aws:bedrock:us-east-1::foundation-model/" + NOVA;
    private static final String JOB = "arn%3Aaws%3Abedrock%3Aus-east-1%3A111122223333%3Aasync-invoke%2Fabcdefghijkl";

    record Row(Operation operation, String target, String body, String action, String resource) {}

    static List<Row> rows() {
        String job = Calls.OWN + "async-invoke/abcdefghijkl";
        return List.of(
                model(Operation.INVOKE_MODEL, "invoke", "bedrock:InvokeModel"),
                model(Operation.CONVERSE, "converse", "bedrock:InvokeModel"),
                model(
                        Operation.INVOKE_MODEL_WITH_RESPONSE_STREAM,
                        "invoke-with-response-stream",
                        "bedrock:InvokeModelWithResponseStream"),
                model(Operation.CONVERSE_STREAM, "converse-stream", "bedrock:InvokeModelWithResponseStream"),
                model(Operation.COUNT_TOKENS, "count-tokens", "bedrock:CountTokens"),
                new Row(
                        Operation.APPLY_GUARDRAIL,
                        "/guardrail/abc/version/3/apply",
                        "{}",
                        "bedrock:ApplyGuardrail",
                        Calls.OWN + "guardrail/abc"),
                new Row(
                        Operation.INVOKE_GUARDRAIL_CHECKS,
                        "/guardrail-checks/invoke",
                        "{}",
                        "bedrock:InvokeGuardrailChecks",
                        "*"),
                new Row(
                        Operation.START_ASYNC_INVOKE,
                        "/async-invoke",
                        "{\"modelId\":\"" + NOVA + "\"}",
                        "bedrock:InvokeModel",
                        MODEL_ARN),
                new Row(Operation.GET_ASYNC_INVOKE, "/async-invoke/" + JOB, "", "bedrock:GetAsyncInvoke", job),
                new Row(Operation.LIST_ASYNC_INVOKES, "/async-invoke", "", "bedrock:ListAsyncInvokes", "*"),
                new Row(
                        Operation.LIST_FOUNDATION_MODELS,
                        "/foundation-models",
                        "",
                        "bedrock:ListFoundationModels",
                        "*"),
                new Row(
                        Operation.GET_FOUNDATION_MODEL,
                        "/foundation-models/" + NOVA,
                        "",
                        "bedrock:GetFoundationModel",
                        MODEL_ARN),
                new Row(
                        Operation.LIST_INFERENCE_PROFILES,
                        "/inference-profiles",
                        "",
                        "bedrock:ListInferenceProfiles",
                        "*"),
                new Row(
                        Operation.GET_INFERENCE_PROFILE,
                        "/inference-profiles/us." + NOVA,
                        "",
                        "bedrock:GetInferenceProfile",
                        Calls.OWN + "inference-profile/us." + NOVA));
    }

    private static Row model(Operation operation, String verb, String action) {
        return new Row(operation, "/model/" + NOVA + "/" + verb, "{}", action, MODEL_ARN);
    }

    private static BedrockCall call(App app, Row row) {
        Completion completion = Calls.read(
                Calls.reader(), app, Calls.route(row.operation().method(), row.target()), Calls.headers(), row.body());
        return Calls.call(completion);
    }

    private static boolean isAllowed(App app, Row row) {
        return new Authorizer().authorize(Callers.caller(app), call(app, row), Callers.ENVIRONMENT)
                instanceof Authorization.Authorized;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void exactlyThisActionOnThisResourceIsAsked(Row row) {
        BedrockCall call = call(Calls.app(), row);

        assertThat(call.operation()).isEqualTo(row.operation());
        assertThat(call.resources())
                .extracting(ResourceUse::action, ResourceUse::resource)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(row.action(), row.resource()));
    }

    @Test
    void noActionStandsForAnother() {
        List<String> wrong = new ArrayList<>();
        for (Row granted : rows()) {
            App app = Calls.app(Calls.allow(granted.action(), "*"));
            for (Row asked : rows()) {
                if (isAllowed(app, asked) != asked.action().equals(granted.action())) {
                    wrong.add(granted.action() + " for " + asked.operation());
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void everyOperationIsInTheTable() {
        List<Operation> operations =
                new ArrayList<>(rows().stream().map(Row::operation).toList());
        operations.add(Operation.WHOAMI);

        assertThat(operations).containsExactlyInAnyOrder(Operation.values());
    }

    @Test
    void anyAppMayAskWhoItIs() {
        assertThat(isAllowed(Calls.app(), new Row(Operation.WHOAMI, "/ostiary/whoami", "", "", "")))
                .isTrue();
    }
}
