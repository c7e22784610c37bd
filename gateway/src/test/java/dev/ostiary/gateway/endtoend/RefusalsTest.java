package dev.ostiary.gateway.endtoend;

import static dev.ostiary.gateway.endtoend.RefusedCall.assertDeniedBy;
import static dev.ostiary.gateway.endtoend.RefusedCall.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ostiary.emulator.fault.Fault;
import dev.ostiary.emulator.refusal.Refusal;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.AccessDeniedException;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ModelTimeoutException;
import software.amazon.awssdk.services.bedrockruntime.model.ServiceUnavailableException;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/** The refusal table of the contract, row by row: the SDK's exception, the layer in the header, and nothing sent upstream. */
class RefusalsTest {
    private static final String SONNET = "anthropic.claude-3-sonnet-20240229-v1:0";
    private static final String LLAMA = "meta.llama3-70b-instruct-v1:0";
    private static final String ALLOW = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Action\":[\"bedrock:InvokeModel\",\"bedrock:InvokeModelWithResponseStream\"],\"Resource\":\"%s\"}]}";
    private static final String DENY_LLAMA = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\","
            + "\"Action\":\"bedrock:*\",\"Resource\":\"arn:aws:bedrock:*::foundation-model/meta.*\"}]}";

    @TempDir
    static Path directory;

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        TestGateway.write(directory, "policies/sonnet.json", ALLOW.formatted(arn(SONNET)));
        TestGateway.write(directory, "policies/all.json", ALLOW.formatted("*"));
        TestGateway.write(directory, "policies/not-llama.json", DENY_LLAMA);
        TestGateway.writeApp(directory, "narrow", "sonnet", "");
        TestGateway.writeApp(directory, "wide", "all", "");
        TestGateway.writeApp(directory, "denied", "all, not-llama", "");
        TestGateway.writeApp(directory, "bounded", "all", "boundary: sonnet\n");
        TestGateway.writeApp(directory, "off", "all", "enabled: false\n");
        TestGateway.writeApp(directory, "twice", "all", "");
        TestGateway.write(
                directory,
                "apps/twin.yaml",
                "version: 1\napp: twin\ndescription: t\nowner: t\nidentities:\n  - issuer: corp\n"
                        + "    claims: { sub: twice-and-twin }\npolicies: [all]\n");
        TestGateway.writeApp(directory, "rated", "all", "limits: { requests-per-minute: 1 }\n");
        TestGateway.write(directory, "policies/many-a.json", many(99));
        TestGateway.write(directory, "policies/many-b.json", many(99));
        TestGateway.write(directory, "policies/many-c.json", many(99));
        TestGateway.writeApp(directory, "large", "sonnet, many-a, many-b, many-c", "");
        gateway = TestGateway.start(directory, Map.of("ostiary.upstreams.default.first-byte-timeout", "1s"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void quiet() {
        gateway.emulator().reset();
    }

    @Test
    void noTokenIs401() throws IOException, InterruptedException {
        HttpResponse<String> answer = post("/model/" + SONNET + "/converse", null, "{}");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(header(answer, "x-amzn-ErrorType")).isEqualTo("UnrecognizedClientException");
        assertThat(header(answer, "WWW-Authenticate")).contains("error=\"invalid_token\"");
        assertThat(header(answer, "x-ostiary-denied-by")).isEqualTo("token");
        assertThat(answer.body()).startsWith("{\"Message\":");
        assertNothingSent();
    }

    @Test
    void anExpiredTokenSaysWhenAndThatClientsReadTheVariableOnce() {
        long past = Instant.now().minusSeconds(4_000).getEpochSecond();
        String token = gateway.issuer().token(Map.of("azp", "wide", "iat", past - 600, "exp", past));

        BedrockRuntimeException refused = refused(token, SONNET);

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("ExpiredTokenException");
        assertThat(refused.getMessage()).contains("expired").contains("once");
        assertDeniedBy(refused, "token");
    }

    @Test
    void aSignatureInsteadOfATokenIsNamed() {
        try (BedrockRuntimeClient client = Clients.straight(gateway.endpoint())) {
            var refused = catchThrowableOfType(BedrockRuntimeException.class, () -> converse(client, SONNET));

            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("UnrecognizedClientException");
            assertThat(refused.getMessage()).contains("AWS_BEARER_TOKEN_BEDROCK");
            assertDeniedBy(refused, "token");
        }
    }

    @ParameterizedTest
    @CsvSource({"ABSKQmVkcm9ja0FQSUtleS1leGFtcGxl", "bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29tLw"})
    void aRealAwsKeyIsRefusedAndNeverLogged(String key) {
        BedrockRuntimeException refused = refused(key, SONNET);

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.getMessage()).doesNotContain(key);
        assertThat(gateway.accessLog()).doesNotContain(key);
        assertDeniedBy(refused, "token");
    }

    @ParameterizedTest
    @CsvSource({"nobody", "off"})
    void aTokenOfNoAppOrOfADisabledOneIs403(String app) {
        BedrockRuntimeException refused = refused(gateway.issuer().token(app), SONNET);

        assertThat(refused).isInstanceOf(AccessDeniedException.class);
        assertDeniedBy(refused, "identity");
    }

    @Test
    void aTokenOfTwoAppsIs403() {
        String token = gateway.issuer().token(Map.of("azp", "twice", "sub", "twice-and-twin"));

        BedrockRuntimeException refused = refused(token, SONNET);

        assertThat(refused).isInstanceOf(AccessDeniedException.class);
        assertThat(refused.getMessage()).contains(TestIssuer.ISS);
        assertDeniedBy(refused, "identity");
    }

    @Test
    void noAllowIsAnImplicitDeny() {
        BedrockRuntimeException refused = refused(gateway.issuer().token("narrow"), LLAMA);

        assertThat(refused).isInstanceOf(AccessDeniedException.class);
        assertThat(refused.getMessage())
                .startsWith(
                        "User: app/narrow is not authorized to perform: bedrock:InvokeModel on resource: " + arn(LLAMA)
                                + " because no identity-based policy allows the bedrock:InvokeModel action (ostiary: policy; decision ")
                .contains("; nearest: ");
        assertDeniedBy(refused, "policy");
    }

    @Test
    void anIdWithoutItsVersionIsShownBesideTheOneThatThePolicyNames() {
        String token = gateway.issuer().token("narrow");
        String cut = SONNET.replace(":0", "");

        BedrockRuntimeException byId = refused(token, cut);
        BedrockRuntimeException byArn = refused(token, arn(cut));

        assertThat(byId).isInstanceOf(AccessDeniedException.class);
        assertThat(byId.getMessage())
                .contains("on resource: " + arn(cut) + " because")
                .contains("; the id lacks its version: `" + cut + "` ≠ `" + SONNET + "`");
        assertThat(byArn.getMessage())
                .contains("; nearest: statement 1 of policy `sonnet` allows all but the resource: "
                        + "`…ude-3-sonnet-20240229-v1` ≠ `…ude-3-sonnet-20240229-v1:0`");
        assertDeniedBy(byId, "policy");
        assertDeniedBy(byArn, "policy");
    }

    @Test
    void anExplicitDenyWins() {
        BedrockRuntimeException refused = refused(gateway.issuer().token("denied"), LLAMA);

        assertThat(refused.getMessage()).contains("with an explicit deny in an identity-based policy");
        assertDeniedBy(refused, "policy");
    }

    private static String many(int statements) {
        String statement =
                "{\"Effect\":\"Allow\",\"Action\":\"bedrock:InvokeModel\",\"Resource\":\"" + arn("a.b") + "\"}";
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + (statement + ",").repeat(statements - 1) + statement
                + "]}";
    }

    @Test
    void anAppOfManyStatementsHearsTheNearestToo() {
        BedrockRuntimeException refused = refused(gateway.issuer().token("large"), LLAMA);

        assertDeniedBy(refused, "policy");
        assertThat(refused.getMessage()).contains("; nearest: statement ");
    }

    @Test
    void theBoundaryBounds() {
        BedrockRuntimeException refused = refused(gateway.issuer().token("bounded"), LLAMA);

        assertThat(refused.getMessage())
                .contains("because no permissions boundary allows the bedrock:InvokeModel action");
        assertDeniedBy(refused, "permissions-boundary");
    }

    @Test
    void overTheRateIs429WithWholeSeconds() {
        String token = gateway.issuer().token("rated");
        try (BedrockRuntimeClient client = Clients.gateway(gateway, token)) {
            converse(client, SONNET);
            gateway.emulator().reset();

            var refused = catchThrowableOfType(ThrottlingException.class, () -> converse(client, SONNET));

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(header(refused, "Retry-After")).matches("[1-9][0-9]*");
            assertDeniedBy(refused, "limit");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST | /nowhere                                     | 404 | UnknownOperationException
            GET  | /model/a.b/converse                          | 405 | UnknownOperationException
            POST | /region/us-west-2/model/a.b/converse         | 400 | ValidationException
            POST | /region/evil.example/model/a.b/converse      | 400 | ValidationException
            POST | /model/a.b/converse?modelId=c.d              | 400 | ValidationException
            POST | /model/a%252Fb/converse                      | 400 | ValidationException
            POST | /model/a.b;v=1/converse                      | 400 | ValidationException
            POST | /model/..%2Fa/converse                       | 400 | ValidationException
            """)
    void aMalformedRequestIsTheCallersFault(String method, String path, int status, String type)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = send(method, path, gateway.issuer().token("wide"), "{\"messages\":[]}");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(header(answer, "x-amzn-ErrorType")).isEqualTo(type);
        assertThat(header(answer, "x-ostiary-denied-by")).isEqualTo("request");
        assertThat(answer.body()).startsWith("{\"message\":");
        assertNothingSent();
    }

    @Test
    void duplicateKeysInABodyAre400() {
        assertThat(converseBody("{\"messages\":[],\"messages\":[]}")).isEqualTo(400);
        assertNothingSent();
    }

    @Test
    void aSilentBedrockIs408AndNoSdkRepeatsIt() {
        gateway.emulator().faults().set(new Fault.Hang());

        try (BedrockRuntimeClient client =
                Clients.gateway(gateway, gateway.issuer().token("wide"))) {
            var refused = catchThrowableOfType(ModelTimeoutException.class, () -> converse(client, SONNET));

            assertThat(refused.statusCode()).isEqualTo(408);
            assertThat(header(refused, "x-ostiary-denied-by")).isEqualTo("upstream");
        }
    }

    @Test
    void aBedrockThatHangsUpIs503() {
        gateway.emulator().faults().set(new Fault.ResetBeforeHeaders());

        try (BedrockRuntimeClient client =
                Clients.gateway(gateway, gateway.issuer().token("wide"))) {
            var refused = catchThrowableOfType(ServiceUnavailableException.class, () -> converse(client, SONNET));

            assertThat(header(refused, "Retry-After")).isEqualTo("1");
            assertThat(header(refused, "x-ostiary-denied-by")).isEqualTo("upstream");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ROLE_POLICY,role-policy,403",
        "SESSION_POLICY,session-policy,403",
        "EXPLICIT_DENY,role-policy,403",
        "SERVICE_CONTROL_POLICY,service-control-policy,403",
        "SERVICE_CONTROL_POLICY_NAMED,service-control-policy,403",
        "MODEL_ACCESS,model-access,403",
        "ACCOUNT_BLOCKED,model-access,403",
        "MARKETPLACE,marketplace-subscription,403"
    })
    void whatBedrockRefusesPassesWithTheTriageInTheHeader(Refusal reason, String deniedBy, int status) {
        gateway.emulator().rules().refuse(reason);

        try (BedrockRuntimeClient client =
                Clients.gateway(gateway, gateway.issuer().token("wide"))) {
            var refused = catchThrowableOfType(BedrockRuntimeException.class, () -> converse(client, SONNET));

            assertThat(refused.statusCode()).isEqualTo(status);
            assertThat(refused).isInstanceOf(AccessDeniedException.class);
            assertThat(header(refused, "x-ostiary-denied-by")).isEqualTo(deniedBy);
        }
    }

    @Test
    void bedrocksThrottlingPassesAndIsNotRepeated() {
        gateway.emulator().faults().set(Fault.Refuse.throttle());

        try (BedrockRuntimeClient client =
                Clients.gateway(gateway, gateway.issuer().token("wide"))) {
            var refused = catchThrowableOfType(ThrottlingException.class, () -> converse(client, SONNET));

            assertThat(header(refused, "x-ostiary-denied-by")).isEqualTo("bedrock-quota");
            assertThat(sent()).isEqualTo(1);
        }
    }

    @Test
    void aValidationErrorOfBedrockIsTyped() {
        gateway.emulator()
                .faults()
                .set(Fault.Refuse.status(400, "ValidationException", "The provided model identifier is invalid."));

        try (BedrockRuntimeClient client =
                Clients.gateway(gateway, gateway.issuer().token("wide"))) {
            var refused = catchThrowableOfType(ValidationException.class, () -> converse(client, SONNET));

            assertThat(header(refused, "x-ostiary-denied-by")).isEqualTo("model-id");
        }
    }

    private static BedrockRuntimeException refused(String token, String model) {
        try (BedrockRuntimeClient client = Clients.gateway(gateway, token)) {
            var refused = catchThrowableOfType(BedrockRuntimeException.class, () -> converse(client, model));
            assertThat(refused).as("a refusal").isNotNull();
            assertThat(refused.getMessage()).contains("(ostiary: ").contains("; decision ");
            assertNothingSent();
            return refused;
        }
    }

    private static void assertNothingSent() {
        assertThat(sent()).as("calls that reached Bedrock").isZero();
    }

    private static long sent() {
        return gateway.emulator().requests().all().stream()
                .filter(request -> request.inbound().rawTarget().startsWith("/model/"))
                .count();
    }

    private static void converse(BedrockRuntimeClient client, String model) {
        client.converse(request -> request.modelId(model)
                .messages(message -> message.role(ConversationRole.USER).content(ContentBlock.fromText("hello"))));
    }

    private static int converseBody(String body) {
        try {
            return post("/model/" + SONNET + "/converse", gateway.issuer().token("wide"), body)
                    .statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> post(String path, @Nullable String token, String body)
            throws IOException, InterruptedException {
        return send("POST", path, token, body);
    }

    private static HttpResponse<String> send(String method, String path, @Nullable String token, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(gateway.endpoint().resolve(path))
                .timeout(Duration.ofSeconds(30))
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static String arn(String model) {
        return "arn:aws:bedrock:us-east-1::foundation-model/" + model;
    }
}
