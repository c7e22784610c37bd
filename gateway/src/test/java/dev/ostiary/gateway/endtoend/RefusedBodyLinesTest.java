package dev.ostiary.gateway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A body that is refused does not hide the model that the path names: order of refusals, and what metrics and access log tell. */
class RefusedBodyLinesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NOVA = "amazon.nova-micro-v1:0";

    @TempDir
    static Path directory;

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        TestGateway.writeWideApp(directory);
        gateway = TestGateway.start(directory, Map.of("ostiary.http.max-body-size", "1000"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    /**
     * What is told of one request.
     *
     * @param counted series of requests and denials that have grown by it
     */
    private record Told(int status, JsonNode line, List<String> counted) {
        void assertIs(int expected, String modelId, String model) {
            assertThat(status).isEqualTo(expected);
            assertThat(line.path("status").asInt()).isEqualTo(expected);
            assertThat(line.path("modelId").asText()).isEqualTo(modelId);
            assertThat(line.path("model").asText()).isEqualTo(model);
            assertThat(line.path("region").asText()).isEqualTo("us-east-1");
            assertCountedUnder(model);
        }

        void assertCountedUnder(String model) {
            assertThat(counted).hasSize(2).allMatch(series -> series.contains("model=\"" + model + "\""));
        }
    }

    private static Told send(String target, String headers, String body) throws IOException {
        List<String> before = counted();
        String answer =
                Raw.send(gateway.endpoint(), "POST " + target, gateway.issuer().token("app"), headers, body);
        JsonNode line = line(answer);
        return new Told(
                Raw.status(answer),
                line,
                counted().stream().filter(series -> !before.contains(series)).toList());
    }

    private static Told post(String target, String moreHeaders, String body) throws IOException {
        return send(target, moreHeaders + "Content-Length: " + body.length() + "\r\n", body);
    }

    private static JsonNode line(String answer) throws IOException {
        String id = answer.replaceFirst("(?s).*\r\nx-amzn-RequestId: ([^\r]*)\r\n.*", "$1");
        await().atMost(Duration.ofSeconds(10)).until(() -> gateway.accessLog().contains(id));
        return JSON.readTree(gateway.accessLog()
                .lines()
                .filter(each -> each.contains(id))
                .findFirst()
                .orElseThrow());
    }

    private static List<String> counted() {
        return gateway.metrics()
                .lines()
                .filter(line -> line.startsWith("ostiary_requests_total{") || line.startsWith("ostiary_denials_total{"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"invoke", "converse", "converse-stream", "count-tokens"})
    void anAnnouncedBodyThatIsTooLongNamesItsModel(String operation) throws IOException {
        Told told = post("/model/" + NOVA + "/" + operation, "", "x".repeat(1_001));

        told.assertIs(413, NOVA, NOVA);
    }

    @Test
    void aBodyThatGrowsTooLongNamesItsModel() throws IOException {
        String chunk = "1f4\r\n" + "x".repeat(500) + "\r\n";

        Told told = send("/model/" + NOVA + "/invoke", "Transfer-Encoding: chunked\r\n", chunk.repeat(3) + "0\r\n\r\n");

        told.assertIs(413, NOVA, NOVA);
    }

    @Test
    void aMalformedChunkNamesItsModel() throws IOException {
        Told told = send("/model/" + NOVA + "/invoke", "Transfer-Encoding: chunked\r\n", "2;x=y\r\n{}\r\n0\r\n\r\n");

        told.assertIs(400, NOVA, NOVA);
    }

    @Test
    void anUnknownEncodingNamesItsModel() throws IOException {
        Told told = post("/model/" + NOVA + "/invoke", "Content-Encoding: gzip\r\n", "{}");

        told.assertIs(415, NOVA, NOVA);
    }

    @Test
    void aDuplicateHeaderNamesItsModel() throws IOException {
        Told told = post("/model/" + NOVA + "/invoke", "Accept: a/b\r\nAccept: a/b\r\n", "{}");

        told.assertIs(400, NOVA, NOVA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"a\":1,\"a\":2}", "{\"a\":", "[]", "{} {}", "{\"requestMetadata\":{\"ostiary:app\":\"x\"}}"})
    void aBodyThatIsNotOneJsonObjectNamesItsModel(String body) throws IOException {
        Told told = post("/model/" + NOVA + "/converse", "", body);

        told.assertIs(400, NOVA, NOVA);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0",
        "us.amazon.nova-micro-v1:0",
        "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-micro-v1:0"
    })
    void everySpellingIsToldAsTheCanonicalModel(String modelId) throws IOException {
        Told told = post("/model/" + modelId.replace("/", "%2F") + "/converse", "", "[]");

        told.assertIs(400, modelId, NOVA);
    }

    @Test
    void anIdThatTheCatalogueDoesNotKnowMakesNoSeries() throws IOException {
        Told told = post("/model/example.invented-v1:0/converse", "", "[]");

        told.assertIs(400, "example.invented-v1:0", "other");
        assertThat(gateway.metrics()).doesNotContain("invented");
    }

    /** The log may say it: the ARN's own id, which nobody vouches for. */
    @ParameterizedTest
    @ValueSource(
            strings = {"foundation-model/example.invented-v1:0", "custom-model/example.invented-v1:0/abcdefabcdef"})
    void anArnOfNothingThatIsKnownMakesNoSeriesEither(String resource) throws IOException {
        String account = resource.startsWith("custom") ? "111122223333" : "";
        String arn = "arn:aws:bedrock:us-east-1:" + account + ":" + resource;

        Told told = post("/model/" + arn.replace("/", "%2F") + "/invoke", "Content-Encoding: gzip\r\n", "{}");

        assertThat(told.status()).isEqualTo(415);
        assertThat(told.line().path("modelId").asText()).isEqualTo(arn);
        told.assertCountedUnder("other");
        assertThat(gateway.metrics()).doesNotContain("invented");
    }

    @Test
    void anAsyncJobWhoseBodyCannotBeReadHasNoModelYet() throws IOException {
        Told told = post("/async-invoke", "", "{\"modelId\":\"" + NOVA + "\",\"modelId\":\"" + NOVA + "\"}");

        assertThat(told.status()).isEqualTo(400);
        assertThat(told.line().path("modelId").isNull()).isTrue();
        told.assertCountedUnder("other");
    }
}
