package dev.ostiary.gateway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostiary.emulator.exchange.Selector;
import dev.ostiary.emulator.fault.Fault;
import dev.ostiary.emulator.fault.FaultRule;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threat model 66: two apps without limits on one upstream of ten connections. */
class FairShareTest {
    private static final int SHARE = 9;
    private static final String SLOW = "anthropic.claude-3-sonnet-20240229-v1:0";
    private static final String QUICK = "meta.llama3-70b-instruct-v1:0";

    @TempDir
    Path directory;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private TestGateway gateway;

    @BeforeEach
    void start() {
        TestGateway.write(directory, "policies/all.json", """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"bedrock:InvokeModel","Resource":"*"}]}""");
        TestGateway.writeApp(directory, "greedy", "all", "");
        TestGateway.writeApp(directory, "modest", "all", "");
        gateway = TestGateway.start(
                directory,
                Map.of(
                        "ostiary.upstreams.default.max-connections", "10",
                        "ostiary.upstreams.default.first-byte-timeout", "30s",
                        "ostiary.upstreams.default.connect-timeout", "10s",
                        "ostiary.http.shutdown-timeout", "1s"));
        gateway.emulator().faults().add(FaultRule.always(new Fault.Hang()).on(Selector.model(SLOW)));
    }

    @AfterEach
    void stop() {
        client.close();
        gateway.close();
    }

    private CompletableFuture<HttpResponse<String>> call(String app, String model) {
        var request = HttpRequest.newBuilder(gateway.endpoint().resolve("/model/" + model + "/converse"))
                .timeout(Duration.ofSeconds(40))
                .header("Authorization", "Bearer " + gateway.issuer().token(app))
                .POST(BodyPublishers.ofString("{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hi\"}]}]}"))
                .build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    private List<CompletableFuture<HttpResponse<String>>> flood(int calls) {
        return IntStream.range(0, calls).mapToObj(i -> call("greedy", SLOW)).toList();
    }

    private long slowCallsAtBedrock() {
        return gateway.emulator().requests().all().stream()
                .filter(request -> request.rawTarget().contains("sonnet"))
                .count();
    }

    @Test
    void oneAppFloodsAndAnotherGetsThrough() {
        flood(SHARE + SHARE);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(slowCallsAtBedrock()).isEqualTo(SHARE));

        List<HttpResponse<String>> answers = IntStream.range(0, 20)
                .mapToObj(i -> call("modest", QUICK).join())
                .toList();

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
        assertThat(slowCallsAtBedrock()).isEqualTo(SHARE);
    }

    @Test
    void whatIsOverTheShareIsRefusedAndTheOldestGoOn() {
        var flood = flood(SHARE + SHARE);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(slowCallsAtBedrock()).isEqualTo(SHARE));

        HttpResponse<String> refused = call("greedy", QUICK).join();

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("x-amzn-ErrorType")).hasValue("ServiceUnavailableException");
        assertThat(refused.headers().firstValue("x-ostiary-denied-by")).hasValue("gateway");
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(refused.body()).contains("all connections to Bedrock that one app may have");
        assertThat(flood).noneMatch(CompletableFuture::isDone);
    }
}
