package dev.ostiary.gateway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ostiary.emulator.EmulatorOptions;
import dev.ostiary.gateway.bedrock.PlannedCall;
import dev.ostiary.gateway.cli.Typed;
import dev.ostiary.gateway.inquiry.Answer;
import dev.ostiary.gateway.inquiry.Scene;
import dev.ostiary.gateway.inquiry.SceneReader;
import dev.ostiary.gateway.inquiry.Simulator;
import dev.ostiary.gateway.inquiry.WhatCan;
import dev.ostiary.gateway.route.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.bedrockruntime.model.AccessDeniedException;

/** What the command line says about access, held against a running gateway with the same access files. */
class InquiryTest {
    private static final String NOVA = "amazon.nova-lite-v1:0";
    private static final String LLAMA = "meta.llama3-70b-instruct-v1:0";
    private static final String OWN = "arn:aws:bedrock:us-east-1:" + EmulatorOptions.ACCOUNT_ID + ":";
    private static final List<String> SPELLINGS = List.of(
            NOVA,
            LLAMA,
            "arn:aws:bedrock:us-east-1::foundation-model/" + NOVA,
            "arn:aws:bedrock:us-east-1::foundation-model/" + LLAMA,
            "arn:aws:bedrock:eu-west-1::foundation-model/" + LLAMA,
            "us." + NOVA,
            OWN + "inference-profile/us." + NOVA,
            "global.anthropic.claude-sonnet-4-5-20250929-v1:0",
            OWN + "inference-profile/global.anthropic.claude-sonnet-4-5-20250929-v1:0",
            OWN.replace(EmulatorOptions.ACCOUNT_ID, "999999999999") + "inference-profile/us." + NOVA,
            OWN + "provisioned-model/abcdefghijkl",
            "acme.oracle-v9",
            "not a model");
    private static final Map<Operation, String> VERBS = Map.of(
            Operation.INVOKE_MODEL, "invoke",
            Operation.INVOKE_MODEL_WITH_RESPONSE_STREAM, "invoke-with-response-stream",
            Operation.CONVERSE, "converse",
            Operation.CONVERSE_STREAM, "converse-stream",
            Operation.COUNT_TOKENS, "count-tokens");
    private static final Set<String> OWN_LAYERS =
            Set.of("identity", "policy", "permissions-boundary", "organization-policy", "request");
    private static final Pattern DECISION = Pattern.compile("; decision (\\w+);");
    private static final String BODY = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hello\"}]}]}";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    static Path directory;

    private static TestGateway gateway;
    private static Scene scene;

    @BeforeAll
    static void start() {
        policy("nova", "Allow", "bedrock:InvokeModel*", "arn:aws:bedrock:*::foundation-model/" + NOVA);
        policy("us-nova", "Allow", "bedrock:InvokeModel", OWN + "inference-profile/us." + NOVA);
        policy("all", "Allow", "bedrock:*", "*");
        policy("not-llama", "Deny", "bedrock:*", "arn:aws:bedrock:*::foundation-model/meta.*");
        TestGateway.writeApp(directory, "nova", "nova", "");
        TestGateway.writeApp(directory, "profile", "nova, us-nova", "");
        TestGateway.writeApp(directory, "wide", "all", "tags: { team: blue }\n");
        TestGateway.writeApp(directory, "denied", "all, not-llama", "");
        TestGateway.writeApp(directory, "bounded", "all", "boundary: nova\n");
        TestGateway.writeApp(directory, "european", "all", "region: eu-west-1\n");
        TestGateway.writeApp(directory, "poor", "", "");
        TestGateway.writeApp(directory, "off", "all", "enabled: false\n");
        gateway = TestGateway.start(directory, Map.of());
        System.setProperty("ostiary.upstreams.default.account-id", EmulatorOptions.ACCOUNT_ID);
        System.setProperty("ostiary.upstreams.default.regions", "us-east-1,eu-west-1");
        System.setProperty(
                "ostiary.catalogue.file", directory.resolve("catalogue.json").toString());
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(directory.resolve("catalogue.json")));
        scene = SceneReader.read(
                new SceneReader.Options(directory.resolve("access").toString(), null, null));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        System.clearProperty("ostiary.upstreams.default.account-id");
        System.clearProperty("ostiary.upstreams.default.regions");
        System.clearProperty("ostiary.catalogue.file");
    }

    private static void policy(String name, String effect, String action, String resource) {
        TestGateway.write(
                directory,
                "policies/" + name + ".json",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"" + name.replace("-", "") + "\",\"Effect\":\""
                        + effect + "\",\"Action\":\"" + action + "\",\"Resource\":\"" + resource + "\"}]}");
    }

    private static HttpResponse<String> send(String app, Operation operation, String model) {
        String path = "/model/"
                + URLEncoder.encode(model, StandardCharsets.UTF_8).replace("+", "%20") + "/" + VERBS.get(operation);
        var request = HttpRequest.newBuilder(gateway.endpoint().resolve(path))
                .header("Authorization", "Bearer " + gateway.issuer().token(app))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(BODY))
                .build();
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String layer(HttpResponse<String> answer) {
        String layer = answer.headers().firstValue("x-ostiary-denied-by").orElse("");
        return OWN_LAYERS.contains(layer) ? layer : "";
    }

    private static String message(String body) {
        try {
            JsonNode json = new ObjectMapper().readTree(body);
            return json.path(json.has("Message") ? "Message" : "message").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(body, e);
        }
    }

    @Test
    void simulateAndTheGatewayAgreeOnEveryAppModelAndOperation() {
        var simulator = new Simulator(scene, Instant.now());
        List<String> apart = new ArrayList<>();
        int refused = 0;
        for (String app : scene.access().apps().keySet()) {
            for (String model : SPELLINGS) {
                for (Operation operation : VERBS.keySet()) {
                    Answer said = simulator.ask(app, PlannedCall.of(operation, null, model), Map.of());
                    HttpResponse<String> done = send(app, operation, model);
                    refused += said.isAllowed() ? 0 : 1;
                    if (!agree(said, done)) {
                        apart.add(app + " " + operation + " " + model + ": " + said.refusal() + " but " + done.body());
                    }
                }
            }
        }

        assertThat(apart).isEmpty();
        assertThat(refused).isBetween(100, 500);
    }

    /** The same layer, the same status, the same sentence and the same advice. */
    private static boolean agree(Answer said, HttpResponse<String> done) {
        var refusal = said.refusal();
        if (refusal == null) {
            return layer(done).isEmpty();
        }
        String message = message(done.body());
        return layer(done).equals(refusal.deniedBy().label())
                && done.statusCode() == refusal.kind().status()
                && message.startsWith(refusal.sentence() + " (ostiary: ")
                && (layer(done).equals("identity") || message.endsWith(refusal.advice() + ")"));
    }

    @Test
    void whatCanShowsWhatWhoamiShows() throws IOException, InterruptedException {
        var simulator = new Simulator(scene, Instant.now());
        for (String app : List.of("nova", "profile", "wide", "denied", "bounded", "european", "poor")) {
            Set<String> said = new TreeSet<>();
            WhatCan.ask(scene, simulator, app, null, Map.of())
                    .toJson()
                    .path("models")
                    .forEach(model -> {
                        if (model.path("operations").findValuesAsText("operation").stream()
                                .anyMatch(operation -> operation.startsWith("InvokeModel"))) {
                            said.add(model.path("model").asText());
                        }
                    });

            assertThat(whoami(app)).as(app).containsExactlyElementsOf(said);
        }
    }

    private static List<String> whoami(String app) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(gateway.endpoint().resolve("/ostiary/whoami"))
                .header("Authorization", "Bearer " + gateway.issuer().token(app))
                .build();
        List<String> models = new ArrayList<>();
        new ObjectMapper()
                .readTree(CLIENT.send(request, BodyHandlers.ofString()).body())
                .path("models")
                .forEach(model -> models.add(model.asText()));
        return models;
    }

    private static Typed run(String... words) {
        var all = new ArrayList<>(Arrays.asList(words));
        all.addAll(List.of("--access", directory.resolve("access").toString()));
        return Typed.run(all.toArray(String[]::new));
    }

    private static String log(String decision) throws IOException {
        await().atMost(Duration.ofSeconds(10)).until(() -> gateway.accessLog().contains(decision));
        Path log = directory.resolve(decision + ".log");
        Files.writeString(
                log,
                "{\"decision\":\"" + decision + "\nnot json " + decision + "\n[\"" + decision + "\"]\n"
                        + gateway.accessLog());
        return log.toString();
    }

    @Test
    void explainSaysTheSentenceAndTheLayerThatTheSdkWasTold() throws IOException {
        AccessDeniedException told;
        try (var client = Clients.gateway(gateway, gateway.issuer().token("denied"))) {
            told = catchThrowableOfType(
                    AccessDeniedException.class, () -> client.converse(call -> call.modelId(LLAMA)));
        }
        var decision = DECISION.matcher(told.getMessage());
        assertThat(decision.find()).isTrue();

        String log = log(decision.group(1));
        Typed text = run("explain", decision.group(1), "--log", log);
        Typed json = run("explain", decision.group(1), "--log", log, "--json");

        assertThat(text.status()).isEqualTo(1);
        String sentence = told.getMessage().substring(0, told.getMessage().indexOf(" (ostiary: "));
        assertThat(text.out().lines()).contains(sentence);
        assertThat(text.out())
                .contains("denied by  policy: the app's own policies")
                .contains("✓ Deny statement `notllama` of policy `not-llama`")
                .doesNotContain("differs");
        JsonNode answer = new ObjectMapper().readTree(json.out());
        assertThat(answer.path("today").path("message").asText()).isEqualTo(sentence);
        assertThat(answer.path("today").path("deniedBy").asText())
                .isEqualTo(told.awsErrorDetails()
                        .sdkHttpResponse()
                        .firstMatchingHeader("x-ostiary-denied-by")
                        .orElse(""));
        assertThat(answer.path("differs").asBoolean()).isFalse();
    }

    @Test
    void explainSaysWhenAnAnswerWouldBeAnotherOneToday() throws IOException {
        HttpResponse<String> refused = send("poor", Operation.CONVERSE, NOVA);
        String decision = refused.headers().firstValue("x-ostiary-decision").orElse("");
        String line = log(decision);
        Files.writeString(
                Path.of(line), Files.readString(Path.of(line)).replace("\"app\":\"poor\"", "\"app\":\"wide\""));

        Typed explained = run("explain", decision, "--log", line);

        assertThat(explained.status()).isEqualTo(1);
        assertThat(explained.out())
                .contains("allowed: Converse of `" + NOVA + "` by app `wide`")
                .contains(
                        "note: today's answer differs from the logged one: the access files in `" + directory,
                        "have changed since, the gateway reads others (say --access DIR)")
                .contains("note: the log carries no guardrail");
    }

    @Test
    void lintReadsFromTheGatewaysOwnLogWhatAnAppUsed() throws IOException {
        String direct = decision(send("profile", Operation.CONVERSE, NOVA));
        String through = decision(send("profile", Operation.INVOKE_MODEL, "us." + NOVA));
        String access = directory.resolve("access").toString();

        Typed one = Typed.run("lint", access, "--log", line(direct));
        Typed both = Typed.run("lint", access, "--log", line(direct), "--log", line(through));

        String unused =
                "us-nova.json:1:38: warning LP_UNUSED_ACCESS: for the app `profile`: the statement was not used";
        assertThat(one.out())
                .contains(unused)
                .doesNotContain("/nova.json:1:38: warning LP_UNUSED_ACCESS: for the app `profile`");
        assertThat(both.out()).doesNotContain("LP_UNUSED_ACCESS: for the app `profile`");
        assertThat(both.err()).isEmpty();
    }

    /** A log of this call alone. */
    private static String line(String decision) throws IOException {
        await().atMost(Duration.ofSeconds(10)).until(() -> gateway.accessLog().contains(decision));
        List<String> lines = gateway.accessLog()
                .lines()
                .filter(line -> line.contains(decision))
                .toList();
        return Files.write(directory.resolve(decision + ".line.log"), lines).toString();
    }

    private static String decision(HttpResponse<String> answer) {
        return answer.headers().firstValue("x-ostiary-decision").orElseThrow();
    }

    @Test
    void explainOfAnAllowedCallAndOfOneWithoutAnAppNeedsNoPolicy() throws IOException {
        String fine = send("wide", Operation.CONVERSE, NOVA)
                .headers()
                .firstValue("x-ostiary-decision")
                .orElse("");
        String nobody = send("nobody", Operation.CONVERSE, NOVA)
                .headers()
                .firstValue("x-ostiary-decision")
                .orElse("");

        Typed allowed = run("explain", fine, "--log", log(fine));
        Typed stranger = run("explain", nobody, "--log", log(nobody));

        assertThat(allowed.status()).isZero();
        assertThat(allowed.out()).contains("outcome    success, HTTP 200", "✓ Allow statement `all`");
        assertThat(stranger.status()).isEqualTo(1);
        assertThat(stranger.out())
                .contains("denied by  identity: the identity: the token is good, and belongs to no app")
                .contains("note: the policies were not asked");
    }

    @Test
    void aDecisionThatNobodyLoggedIsNotFound() throws IOException {
        Path log = Files.writeString(directory.resolve("empty.log"), "hello\n");

        assertThat(run("explain", "0123456789abcdef", "--log", log.toString()).status())
                .isEqualTo(2);
        assertThat(run("explain", "0123456789abcdef", "--log", log + ".gone").status())
                .isEqualTo(2);
    }
}
