package dev.ostiary.gateway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.emulator.fault.Fault;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code limits.concurrency} of an app that never has two calls at once. */
class ConcurrencyTest {
    private static final int CALLS = 400;
    private static final String BODY = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hello\"}]}]}";

    /** Connections of their own, which the gateway may serve on different event loops. */
    private final List<HttpClient> clients = List.of(HttpClient.newHttpClient(), HttpClient.newHttpClient());

    @TempDir
    Path directory;

    @BeforeEach
    void access() {
        TestGateway.writeWideApp(directory);
        TestGateway.writeApp(directory, "app", "all", "limits: { concurrency: 1 }\n");
    }

    /** What call after call was answered: status and who refused. */
    private Set<String> answers(TestGateway gateway, String operation) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        gateway.endpoint().resolve("/model/anthropic.claude-3-sonnet-20240229-v1:0/" + operation))
                .header("Authorization", "Bearer " + gateway.issuer().token("app"))
                .POST(BodyPublishers.ofString(BODY))
                .build();
        var answers = new TreeSet<String>();
        for (int i = 0; i < CALLS; i++) {
            var answer = clients.get(i % clients.size()).send(request, BodyHandlers.ofByteArray());
            answers.add(answer.statusCode() + " "
                    + answer.headers().firstValue("x-ostiary-denied-by").orElse("-"));
        }
        return answers;
    }

    @ParameterizedTest
    @ValueSource(strings = {"converse", "converse-stream"})
    void theNextCallAfterAnAnswerIsTheFirstAgain(String operation) throws Exception {
        try (var gateway = TestGateway.start(directory, Map.of())) {

            assertThat(answers(gateway, operation)).containsExactly("200 -");
        }
    }

    @Test
    void theNextCallAfterBedrocksRefusalIsTheFirstAgain() throws Exception {
        try (var gateway = TestGateway.start(directory, Map.of())) {
            gateway.emulator().faults().set(Fault.Refuse.throttle());

            assertThat(answers(gateway, "converse")).containsExactly("429 bedrock-quota");
        }
    }

    @Test
    void theNextCallAfterAFailureIsTheFirstAgain() throws Exception {
        try (var gateway = TestGateway.start(directory, Map.of())) {
            gateway.emulator().faults().set(new Fault.ResetBeforeHeaders());

            assertThat(answers(gateway, "converse")).containsExactly("503 upstream");
        }
    }
}
