package dev.ostiary.gateway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.AccessDeniedException;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;

/** An app whose only identity is a condition: every service account of some namespaces. */
class ConditionalIdentityTest {
    private static final String SONNET = "anthropic.claude-3-sonnet-20240229-v1:0";

    @TempDir
    static Path directory;

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        TestGateway.write(directory, "policies/all.json", """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"bedrock:InvokeModel","Resource":"*"}]}""");
        TestGateway.write(directory, "apps/translator.yaml", """
                version: 1
                app: translator
                identities:
                  - issuer: corp
                    condition:
                      StringLike: { "token:sub": "system:serviceaccount:translator-*:app" }
                policies: [all]
                """);
        gateway = TestGateway.start(directory, Map.of());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.emulator().reset();
    }

    private static void converse(String subject) {
        try (BedrockRuntimeClient client =
                Clients.gateway(gateway, gateway.issuer().token(Map.of("sub", subject)))) {
            client.converse(request -> request.modelId(SONNET)
                    .messages(message -> message.role(ConversationRole.USER).content(ContentBlock.fromText("hello"))));
        }
    }

    @Test
    void aTokenThatFulfilsTheConditionIsTheApp() {
        converse("system:serviceaccount:translator-eu:app");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(gateway.accessLog()).contains("\"app\":\"translator\""));
        assertThat(gateway.emulator().requests().all())
                .filteredOn(request -> request.rawTarget().startsWith("/model/"))
                .hasSize(1);
    }

    @Test
    void anyOtherTokenOfTheIssuerIsNobodyAndHearsWhy() {
        var refused = catchThrowableOfType(
                AccessDeniedException.class, () -> converse("system:serviceaccount:translator-eu:other"));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.getMessage())
                .contains("(ostiary: identity; decision ")
                .contains("`sub` is `system:serviceaccount:translator-eu:other`")
                .contains("whose condition fails: `StringLike` on `token:sub`");
        assertThat(gateway.emulator().requests().all())
                .noneMatch(request -> request.inbound().rawTarget().startsWith("/model/"));
    }
}
