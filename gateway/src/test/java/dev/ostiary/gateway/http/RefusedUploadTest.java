package dev.ostiary.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;

/**
 * A client that is sending 20 MB must get to read why it is refused, although nobody reads what it sends. Real clients, because each
 * has its own idea of when to look for an answer.
 */
class RefusedUploadTest {
    private static final byte[] BODY = new byte[20 << 20];

    @SuppressWarnings("NullAway.Init")
    private static RunningPort running;

    @BeforeAll
    static void start() {
        running = RunningPort.with(Map.of(), RunningPort::deny);
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    private static URI endpoint() {
        return URI.create("http://127.0.0.1:" + running.port.port());
    }

    @RepeatedTest(5)
    void clientThatSendsEverythingBeforeItReads() throws IOException {
        try (var socket = running.connect()) {
            socket.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + BODY.length + "\r\n\r\n");

            socket.send(BODY);

            assertThat(socket.readToEnd()).startsWith("HTTP/1.1 401 ").contains("Connection: close");
        }
    }

    @RepeatedTest(3)
    void syncSdk() {
        try (var client = BedrockRuntimeClient.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(endpoint())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .build()) {
            var refusal = catchThrowableOfType(
                    BedrockRuntimeException.class,
                    () -> client.invokeModel(call -> call.modelId("m").body(SdkBytes.fromByteArrayUnsafe(BODY))));

            assertRefusal(refusal);
        }
    }

    @RepeatedTest(3)
    void asyncSdkOverHttp2() {
        try (var client = BedrockRuntimeAsyncClient.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(endpoint())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .build()) {
            var failure = catchThrowableOfType(
                    CompletionException.class,
                    () -> client.invokeModel(call -> call.modelId("m").body(SdkBytes.fromByteArrayUnsafe(BODY)))
                            .join());

            assertThat(failure).hasCauseInstanceOf(BedrockRuntimeException.class);
            assertThat(failure.getCause()).satisfies(cause -> assertRefusal((BedrockRuntimeException) cause));
        }
    }

    @Test
    void javaHttpClientOverBothVersions() throws Exception {
        for (var version : HttpClient.Version.values()) {
            try (var client = HttpClient.newBuilder().version(version).build()) {
                var request = HttpRequest.newBuilder(endpoint())
                        .POST(HttpRequest.BodyPublishers.ofByteArray(BODY))
                        .build();

                var answer = client.send(request, HttpResponse.BodyHandlers.ofString());

                assertThat(answer.statusCode()).as(version.name()).isEqualTo(401);
            }
        }
    }

    private static void assertRefusal(BedrockRuntimeException refusal) {
        assertThat(refusal.statusCode()).isEqualTo(401);
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("UnrecognizedClientException");
        assertThat(refusal.getMessage()).contains("The token is not known. (ostiary: token; decision ");
    }
}
