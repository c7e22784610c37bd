package dev.ostiary.emulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.emulator.Emulator;
import dev.ostiary.emulator.EmulatorOptions;
import dev.ostiary.emulator.RawHttp;
import dev.ostiary.emulator.SignedRequests.Signing;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who is let in, and with which words the others are turned away. */
class AdmissionTest {
    private static final String CONVERSE = "/model/amazon.nova-lite-v1%3A0/converse";
    private static final String BODY = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hi\"}]}]}";

    @Test
    void unsignedRequestIsForbiddenWithACapitalMessage() throws IOException {
        try (Emulator emulator = Emulator.start(EmulatorOptions.defaults())) {
            RawHttp.Answer answer = RawHttp.plain(emulator.endpoint(), "POST", CONVERSE, BODY);

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.text()).isEqualTo("{\"Message\":\"Missing Authentication Token\"}");
            assertThat(answer.head()).contains("x-amzn-ErrorType: MissingAuthenticationTokenException:http://");
        }
    }

    @Test
    void requestSignedLongAgoIsExpired() throws IOException {
        try (Emulator emulator = Emulator.start(EmulatorOptions.defaults())) {
            Signing old = Signing.usual().withClock(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-6)));

            RawHttp.Answer answer = RawHttp.get(emulator.endpoint(), "/foundation-models", old);

            assertThat(answer.head()).contains("InvalidSignatureException");
            assertThat(answer.text()).contains("Signature expired: ", " is now earlier than ", " - 5 min.)");
        }
    }

    @Test
    void bearerTokenIsABadApiKey() throws Exception {
        try (Emulator emulator = Emulator.start(EmulatorOptions.defaults())) {
            assertThat(bearer(emulator, "eyJhbGciOi").body())
                    .isEqualTo("{\"Message\":\"Invalid API Key format: Must start with pre-defined prefix\"}");
            assertThat(bearer(emulator, "ABSKxyz").body())
                    .isEqualTo("{\"Message\":\"Authentication failed: Please make sure your API Key is valid.\"}");
        }
    }

    @Test
    void bearerTokenIsTakenWhenAskedTo() throws Exception {
        try (Emulator emulator = Emulator.start(EmulatorOptions.defaults().withBearerAccepted(true))) {
            assertThat(bearer(emulator, "eyJhbGciOi").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void badSignaturesCanBeLetIn() throws IOException {
        EmulatorOptions lenient = EmulatorOptions.defaults().withBadSignaturesRefused(false);
        try (Emulator emulator = Emulator.start(lenient)) {
            assertThat(RawHttp.plain(emulator.endpoint(), "POST", CONVERSE, BODY)
                            .status())
                    .isEqualTo(200);
            assertThat(emulator.requests().last().isSignedRightly()).isFalse();
        }
    }

    @Test
    void unknownPathIs200WithTheWordsOfCoral() throws IOException {
        try (Emulator emulator = Emulator.start(EmulatorOptions.defaults())) {
            RawHttp.Answer answer = RawHttp.post(emulator.endpoint(), "/v1/chat/completions", "{}", 5_000);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text())
                    .isEqualTo("{\"Output\":{\"__type\":\"com.amazon.coral.service#UnknownOperationException\"},"
                            + "\"Version\":\"1.0\"}");
        }
    }

    private static HttpResponse<String> bearer(Emulator emulator, String token) throws Exception {
        URI uri = URI.create(emulator.endpoint() + CONVERSE);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString(BODY))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
