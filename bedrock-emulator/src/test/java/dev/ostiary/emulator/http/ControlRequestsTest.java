package dev.ostiary.emulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ostiary.emulator.Emulator;
import dev.ostiary.emulator.EmulatorOptions;
import dev.ostiary.emulator.RawHttp;
import dev.ostiary.emulator.exchange.Json;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlRequestsTest {
    private static final String CONVERSE = "/model/amazon.nova-lite-v1%3A0/converse";
    private static final String BODY = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hi\"}]}]}";

    private Emulator emulator;

    @BeforeEach
    void start() {
        emulator = Emulator.start(EmulatorOptions.defaults());
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void requestsAreListedWithoutTheirSecrets() throws IOException {
        RawHttp.post(emulator.endpoint(), CONVERSE, BODY, 5_000);

        JsonNode requests = json(control("GET", "requests?bodies=true", ""));

        assertThat(requests.path("received").asInt()).isEqualTo(1);
        assertThat(requests.at("/requests/0/target").asText()).isEqualTo(CONVERSE);
        assertThat(requests.at("/requests/0/signature").asText()).isEqualTo("valid");
        assertThat(requests.at("/requests/0/body").asText()).isNotEmpty();
        assertThat(requests.at("/requests/0/headers").toString())
                .contains("Authorization: <redacted>")
                .doesNotContain("Signature=");
    }

    @Test
    void faultsCanBeSetListedAndCleared() throws IOException {
        control("POST", "faults", "[{\"fault\":\"throttle\",\"every\":2},{\"fault\":\"split-writes\"}]");

        assertThat(json(control("GET", "faults", "")).path("faults")).hasSize(2);
        assertThat(call().status()).isEqualTo(200);
        assertThat(call().status()).isEqualTo(429);

        control("DELETE", "faults", "");

        assertThat(emulator.faults().rules()).isEmpty();
    }

    @Test
    void refusalsCanBeSetListedAndCleared() throws IOException {
        control("POST", "refusals", "{\"refusal\":\"service-control-policy\",\"model\":\"nova\"}");

        assertThat(json(control("GET", "refusals", "")).at("/refusals/0/model").asText())
                .isEqualTo("nova");
        assertThat(call().text()).contains("\"Message\":\"User: ", "service control policy");

        control("POST", "reset", "");

        assertThat(call().status()).isEqualTo(200);
    }

    @Test
    void mistakesAreExplained() throws IOException {
        assertThat(control("POST", "faults", "{\"fault\":\"hag\"}").text()).contains("unknown fault `hag`");
        assertThat(control("POST", "refusals", "{}").text()).contains("expected one of", "role-policy");
        assertThat(control("POST", "faults", "nonsense").status()).isEqualTo(400);
        assertThat(control("GET", "no-such-thing", "").status()).isEqualTo(404);
    }

    @Test
    void controlRequestsAreNotInTheLog() throws IOException {
        control("GET", "health", "");

        assertThat(emulator.requests().size()).isZero();
    }

    private RawHttp.Answer call() throws IOException {
        return RawHttp.post(emulator.endpoint(), CONVERSE, BODY, 5_000);
    }

    private RawHttp.Answer control(String method, String path, String body) throws IOException {
        return RawHttp.plain(emulator.endpoint(), method, "/emulator/" + path, body);
    }

    private static JsonNode json(RawHttp.Answer answer) {
        return Json.parseObject(answer.body()).orElseThrow();
    }
}
