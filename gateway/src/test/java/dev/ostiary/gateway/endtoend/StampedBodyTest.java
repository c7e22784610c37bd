package dev.ostiary.gateway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;

/** {@code ostiary.upstream.stamp-body=true}: what Bedrock gets is the caller's bytes and one pair of metadata. */
class StampedBodyTest {
    private static final String SONNET = "anthropic.claude-3-sonnet-20240229-v1:0";
    private static final String PAIR = "\"ostiary:app\":\"app\"";
    private static final String MEMBER = "\"requestMetadata\":{" + PAIR + "}";
    private static final String ODD =
            "\t\"messages\" : [ {\"role\":\"user\",\"content\":[{\"text\":\"\\u0068i \u00fc \ud83d\ude00\"}]} ],"
                    + "\n  \"inferenceConfig\":{\"temperature\":0.50,\"maxTokens\":1e2} , \"system\":[] }  \r\n";

    @TempDir
    static Path directory;

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        TestGateway.write(directory, "policies/all.json", """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"bedrock:Invoke*","Resource":"*"}]}""");
        TestGateway.writeApp(directory, "app", "all", "");
        gateway = TestGateway.start(directory, Map.of("ostiary.upstream.stamp-body", "true"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.emulator().reset();
    }

    /** What Bedrock got. */
    private static byte[] received(String operation, String body) throws Exception {
        var request = HttpRequest.newBuilder(gateway.endpoint().resolve("/model/" + SONNET + "/" + operation))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + gateway.issuer().token("app"))
                .POST(BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
        return theCall();
    }

    /** The body of the one call; the catalogue asks its own questions beside it. */
    private static byte[] theCall() {
        var sent = gateway.emulator().requests().all().stream()
                .filter(each -> each.rawTarget().startsWith("/model/"))
                .toList();
        assertThat(sent).hasSize(1);
        assertThat(sent.getFirst().isSignedRightly()).isTrue();
        return sent.getFirst().body();
    }

    @ParameterizedTest
    @ValueSource(strings = {"converse", "converse-stream"})
    void theBytesAreTheCallersAndTheMetadataStandsInFrontOfThem(String operation) throws Exception {
        byte[] got = received(operation, "{" + ODD);

        assertThat(got).isEqualTo(("{" + MEMBER + "," + ODD).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void metadataOfTheCallersOwnIsKept() throws Exception {
        String own = "{\"requestMetadata\": { \"ticket\" : \"4711\"}," + ODD;

        byte[] got = received("converse", own);

        assertThat(got)
                .isEqualTo(own.replace("\"requestMetadata\": {", "\"requestMetadata\": {" + PAIR + ",")
                        .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theBodyOfInvokeModelIsOpaqueAndStaysAsItIs() throws Exception {
        String body =
                "{ \"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

        assertThat(received("invoke", body)).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anSdkClientSendsItsOwnMetadataBesideOurs() {
        try (BedrockRuntimeClient client =
                Clients.gateway(gateway, gateway.issuer().token("app"))) {
            client.converse(request -> request.modelId(SONNET)
                    .requestMetadata(Map.of("ticket", "4711"))
                    .messages(message -> message.role(ConversationRole.USER).content(ContentBlock.fromText("hello"))));
        }

        String got = new String(theCall(), StandardCharsets.UTF_8);
        assertThat(got).contains("\"requestMetadata\":{" + PAIR + ",\"ticket\":\"4711\"}");
    }
}
