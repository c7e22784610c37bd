package dev.ostiary.gateway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.AccessDeniedException;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;

/** A first start with access files that do not validate: it runs, is not ready, and nobody is anybody. */
class FirstStartTest {
    @TempDir
    Path directory;

    @Test
    void aValidTokenIsToldThatItIsNoApp() {
        TestGateway.write(directory, "apps/broken.yaml", "version: 1\napp: broken\nunknown-key: 1\n");

        try (TestGateway gateway = TestGateway.startAsItIs(directory, Map.of());
                BedrockRuntimeClient client =
                        Clients.gateway(gateway, gateway.issuer().token("anybody"))) {
            var refused = catchThrowableOfType(
                    AccessDeniedException.class,
                    () -> client.converse(request -> request.modelId("anthropic.claude-3-sonnet-20240229-v1:0")
                            .messages(message ->
                                    message.role(ConversationRole.USER).content(ContentBlock.fromText("hello")))));

            assertThat(gateway.dataPath().store().current().version()).isZero();
            assertThat(gateway.dataPath().store().status().findings()).isNotEmpty();
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("x-ostiary-denied-by"))
                    .contains("identity");
        }
    }
}
