package dev.ostiary.gateway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;

/** A policy that asks for the office's addresses, with the test as the proxy in front of the gateway. */
class TrustedProxiesCallTest {
    private static final String SONNET = "anthropic.claude-3-sonnet-20240229-v1:0";

    @TempDir
    static Path directory;

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = gateway(directory.resolve("trusting"), "127.0.0.0/8");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    /** A gateway that trusts these proxies. */
    private static TestGateway gateway(Path directory, String proxies) {
        TestGateway.write(directory, "policies/office.json", """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"bedrock:InvokeModel","Resource":"*",
                 "Condition":{"IpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]}}}]}""");
        TestGateway.writeApp(directory, "app", "office", "");
        return TestGateway.start(directory, Map.of("ostiary.http.trusted-proxies", proxies));
    }

    /** {@return the decision's id} */
    private static String converse(TestGateway gateway, String forwardedFor) {
        try (BedrockRuntimeClient client =
                Clients.gateway(gateway, gateway.issuer().token("app"))) {
            return client.converse(request -> request.modelId(SONNET)
                            .messages(message ->
                                    message.role(ConversationRole.USER).content(ContentBlock.fromText("hello")))
                            .overrideConfiguration(more -> {
                                if (!forwardedFor.isEmpty()) {
                                    more.putHeader("X-Forwarded-For", forwardedFor);
                                }
                            }))
                    .sdkHttpResponse()
                    .firstMatchingHeader("x-ostiary-decision")
                    .orElseThrow();
        }
    }

    private static String refusal(TestGateway gateway, String forwardedFor) {
        var refused = catchThrowableOfType(BedrockRuntimeException.class, () -> converse(gateway, forwardedFor));
        assertThat(refused).as("a refusal").isNotNull();
        assertThat(refused.statusCode()).isEqualTo(403);
        return refused.getMessage();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.7|203.0.113.7",
                "[2001:db8::1]:4711|2001:db8:0:0:0:0:0:1",
                "198.51.100.1, 203.0.113.7|203.0.113.7",
                "203.0.113.7, 127.0.0.1|203.0.113.7"
            })
    void theAddressThatATrustedProxyReportsIsTheSource(String forwardedFor, String client) {
        String decision = converse(gateway, forwardedFor);

        assertThat(clientInLog(gateway, decision)).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|127.0.0.1",
                "198.51.100.1|198.51.100.1",
                "203.0.113.7, 198.51.100.1|198.51.100.1",
                "203.0.113.7, unknown|127.0.0.1",
                "203.0.113.7, 198.51.100.1, 127.0.0.1|198.51.100.1"
            })
    void whatStandsLeftOfAnUntrustedAddressIsTheCallersInvention(String forwardedFor, String client) {
        String refusal = refusal(gateway, forwardedFor);

        assertThat(refusal).contains("IpAddress on `aws:SourceIp`");
        assertThat(clientInLog(gateway, decision(refusal))).isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/8", "::1/128"})
    void aProxyThatIsNotConfiguredIsNotBelieved(String proxies) {
        try (TestGateway other = gateway(directory.resolve("other-" + proxies.length()), proxies)) {
            String refusal = refusal(other, "203.0.113.7");

            assertThat(refusal).contains("IpAddress on `aws:SourceIp`");
            assertThat(clientInLog(other, decision(refusal))).isEqualTo("127.0.0.1");
        }
    }

    /** The log is written by a thread of its own, and other tests' lines may come late. */
    private static String clientInLog(TestGateway of, String decision) {
        await().atMost(Duration.ofSeconds(20)).until(() -> of.accessLog().contains(decision));
        String line = of.accessLog()
                .lines()
                .filter(each -> each.contains(decision))
                .findFirst()
                .orElseThrow();
        return line.replaceFirst(".*\"clientIp\":\"([^\"]*)\".*", "$1");
    }

    private static String decision(String refusal) {
        return refusal.replaceFirst("(?s).*; decision ([0-9a-z]+);.*", "$1");
    }
}
