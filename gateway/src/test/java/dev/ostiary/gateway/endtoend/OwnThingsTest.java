package dev.ostiary.gateway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two apps on one account: each has its own jobs and sees its own models. */
class OwnThingsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String JOB = """
            {"modelId":"amazon.nova-reel-v1:1","modelInput":{"taskType":"TEXT_VIDEO"},"clientRequestToken":"%s",
             "outputDataConfig":{"s3OutputDataConfig":{"s3Uri":"s3://bucket/videos"}}}""";

    @TempDir
    static Path directory;

    private static TestGateway gateway;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        TestGateway.write(directory, "policies/all.json", """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"bedrock:*","Resource":"*"}]}
                """);
        TestGateway.writeApp(directory, "assistant", "all", "");
        TestGateway.writeApp(directory, "translator", "all", "");
        gateway = TestGateway.start(directory, Map.of());
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        gateway.close();
    }

    private static HttpResponse<String> send(String app, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway.endpoint() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + gateway.issuer().token(app))
                .header("Content-Type", "application/json");
        HttpRequest whole = body.isEmpty()
                ? request.GET().build()
                : request.POST(HttpRequest.BodyPublishers.ofString(body)).build();
        return client.send(whole, HttpResponse.BodyHandlers.ofString());
    }

    private static String start(String app, String token) throws Exception {
        HttpResponse<String> answer = send(app, "/async-invoke", JOB.formatted(token));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).path("invocationArn").asText();
    }

    private static HttpResponse<String> get(String app, String arn) throws Exception {
        return send(app, "/async-invoke/" + URLEncoder.encode(arn, StandardCharsets.UTF_8), "");
    }

    /** The decision id is the only thing that may differ. */
    private static String withoutIds(HttpResponse<String> answer, String arn) {
        String decision = answer.headers().firstValue("x-ostiary-decision").orElseThrow();
        return answer.statusCode() + " "
                + answer.headers().firstValue("x-amzn-ErrorType").orElse("") + " "
                + answer.headers().firstValue("x-ostiary-denied-by").orElse("") + " "
                + answer.body().replace(decision, "ID").replace(arn, "ARN");
    }

    @Test
    void anAppFindsItsOwnJobUnderItsOwnToken() throws Exception {
        String arn = start("assistant", "mine-1");

        HttpResponse<String> answer = get("assistant", arn);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).path("clientRequestToken").asText())
                .isEqualTo("mine-1");
    }

    @Test
    void anotherAppsJobIsLikeAMissingOne() throws Exception {
        String theirs = start("assistant", "mine-2");
        String missing = theirs.substring(0, theirs.length() - 12) + "zzzzzzzzzzzz";

        HttpResponse<String> others = get("translator", theirs);

        assertThat(others.statusCode()).isEqualTo(404);
        assertThat(withoutIds(others, theirs)).isEqualTo(withoutIds(get("translator", missing), missing));
    }

    @Test
    void aListHoldsOwnJobsOnly() throws Exception {
        String mine = start("translator", "listed");
        String theirs = start("assistant", "not-listed");

        String list = send("translator", "/async-invoke?maxResults=1000", "").body();

        assertThat(list)
                .contains(mine)
                .contains("\"listed\"")
                .doesNotContain(theirs)
                .doesNotContain("ostiary.");
    }

    @Test
    void profilesThatOnlyTheControlPlaneKnowsAreListedAndCallable() throws Exception {
        String arn = await().atMost(Duration.ofSeconds(20)) // the first refresh runs beside the start
                .until(OwnThingsTest::firstApplicationProfile, found -> !found.isEmpty());

        HttpResponse<String> answer = send(
                "assistant",
                "/model/" + URLEncoder.encode(arn, StandardCharsets.UTF_8) + "/converse",
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hello\"}]}]}");

        assertThat(arn).contains(":application-inference-profile/");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static String firstApplicationProfile() throws Exception {
        String query = "/inference-profiles?type=APPLICATION&maxResults=1000";
        JsonNode list = JSON.readTree(send("assistant", query, "").body());
        return list.path("inferenceProfileSummaries")
                .path(0)
                .path("inferenceProfileArn")
                .asText("");
    }

    @Test
    void whoamiTellsTheApp() throws Exception {
        JsonNode answer =
                JSON.readTree(send("translator", "/ostiary/whoami", "").body());

        assertThat(answer.path("app").asText()).isEqualTo("translator");
        assertThat(answer.path("models")).isNotEmpty();
    }
}
