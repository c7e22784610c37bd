package dev.ostiary.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.refusal.RefusalKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
    /** Every path that the gateway knows, with the operation of each method. */
    private static final Map<String, Map<String, Operation>> PATHS = Map.ofEntries(
            Map.entry("/model/m/invoke", Map.of("POST", Operation.INVOKE_MODEL)),
            Map.entry(
                    "/model/m/invoke-with-response-stream",
                    Map.of("POST", Operation.INVOKE_MODEL_WITH_RESPONSE_STREAM)),
            Map.entry("/model/m/converse", Map.of("POST", Operation.CONVERSE)),
            Map.entry("/model/m/converse-stream", Map.of("POST", Operation.CONVERSE_STREAM)),
            Map.entry("/model/m/count-tokens", Map.of("POST", Operation.COUNT_TOKENS)),
            Map.entry("/guardrail/g/version/1/apply", Map.of("POST", Operation.APPLY_GUARDRAIL)),
            Map.entry("/guardrail-checks/invoke", Map.of("POST", Operation.INVOKE_GUARDRAIL_CHECKS)),
            Map.entry(
                    "/async-invoke", Map.of("POST", Operation.START_ASYNC_INVOKE, "GET", Operation.LIST_ASYNC_INVOKES)),
            Map.entry("/async-invoke/a", Map.of("GET", Operation.GET_ASYNC_INVOKE)),
            Map.entry("/foundation-models", Map.of("GET", Operation.LIST_FOUNDATION_MODELS)),
            Map.entry("/foundation-models/m", Map.of("GET", Operation.GET_FOUNDATION_MODEL)),
            Map.entry("/inference-profiles", Map.of("GET", Operation.LIST_INFERENCE_PROFILES)),
            Map.entry("/inference-profiles/p", Map.of("GET", Operation.GET_INFERENCE_PROFILE)),
            Map.entry("/ostiary/whoami", Map.of("GET", Operation.WHOAMI)));

    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "TRACE", "PATCH", "CONNECT", "post", "get", "X");

    private static Routing route(String method, String raw) {
        return Routes.route(method, (RequestTarget) RequestTarget.parse(raw));
    }

    private static Refusal refusal(String method, String raw) {
        return ((Routing.Refused) route(method, raw)).refusal();
    }

    @Test
    void everyPathKnowsExactlyItsMethodsBehindEveryPrefix() {
        List<String> wrong = new ArrayList<>();
        for (String prefix : List.of("", "/bedrock", "/region/eu-west-1", "/bedrock/region/eu-west-1")) {
            PATHS.forEach((path, operations) -> METHODS.forEach(method -> {
                Operation found = route(method, prefix + path) instanceof Route route ? route.operation() : null;
                if (found != operations.get(method)) {
                    wrong.add(method + " " + prefix + path + " -> " + found);
                }
            }));
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void everyOperationHasARoute() {
        List<Operation> routed = new ArrayList<>();
        PATHS.values().forEach(operations -> routed.addAll(operations.values()));

        assertThat(routed).containsExactlyInAnyOrder(Operation.values());
    }

    @Test
    void anotherMethodIs405WithAllow() {
        Map<String, String> allow = new TreeMap<>();
        PATHS.keySet().forEach(path -> {
            Refusal refusal = refusal("HEAD", path);
            assertThat(refusal.kind()).isEqualTo(RefusalKind.METHOD_NOT_ALLOWED);
            allow.put(path, refusal.headers().getOrDefault("Allow", ""));
        });

        assertThat(allow.get("/async-invoke")).isEqualTo("GET, POST");
        assertThat(allow.get("/model/m/invoke")).isEqualTo("POST");
        assertThat(allow.get("/foundation-models")).isEqualTo("GET");
        assertThat(Set.copyOf(allow.values())).containsExactlyInAnyOrder("GET", "POST", "GET, POST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/bedrock",
                "/model",
                "/model/m",
                "/model/m/Invoke",
                "/MODEL/m/invoke",
                "/model/m/invoke/x",
                "/model/m/invoke-with-bidirectional-stream",
                "/model/arn:aws:bedrock:us-east-1::foundation-model/m/invoke",
                "/region/us-east-1/bedrock/model/m/invoke",
                "/bedrock/bedrock/model/m/invoke",
                "/region/us-east-1/region/us-east-1/model/m/invoke",
                "/region/us-east-1",
                "/region",
                "/guardrail/g/version/1",
                "/guardrail/g/versions/1/apply",
                "/guardrail-checks",
                "/async-invoke/a/b",
                "/foundation-model-availability/m",
                "/openai/v1/chat/completions",
                "/v1/chat/completions",
                "/anthropic/v1/messages",
                "/ostiary",
                "/ostiary/whoami/x",
                "/q/health",
            })
    void anyOtherPathIs404(String path) {
        for (String method : List.of("GET", "POST", "HEAD")) {
            assertThat(refusal(method, path).kind()).isEqualTo(RefusalKind.UNKNOWN_OPERATION);
        }
    }

    @Test
    void aQueryOnAPostIs400() {
        assertThat(refusal("POST", "/model/m/invoke?modelId=other").kind()).isEqualTo(RefusalKind.VALIDATION);
        assertThat(refusal("POST", "/model/m/invoke?").kind()).isEqualTo(RefusalKind.VALIDATION);
        assertThat(refusal("POST", "/async-invoke?maxResults=1").kind()).isEqualTo(RefusalKind.VALIDATION);
    }

    @Test
    void onlyTheQueryThatTheOperationKnowsIsKept() {
        Route route = (Route) route("GET", "/async-invoke?x=1&maxResults=2&modelId=m&sortOrder=Ascending");

        assertThat(route.query())
                .containsExactly(
                        new RequestTarget.QueryParameter("maxResults", "2"),
                        new RequestTarget.QueryParameter("sortOrder", "Ascending"));
        assertThat(((Route) route("GET", "/ostiary/whoami?x=1")).query()).isEmpty();
    }

    @Test
    void theRegionOfThePrefixIsKeptAsItIs() {
        assertThat(((Route) route("POST", "/region/Nowhere/model/m/invoke")).region())
                .isEqualTo("Nowhere");
        assertThat(((Route) route("POST", "/model/m/invoke")).region()).isNull();
    }
}
