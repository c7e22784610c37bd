package dev.ostiary.gateway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.token.credentials.SdkToken;
import software.amazon.awssdk.auth.token.credentials.StaticTokenProvider;
import software.amazon.awssdk.http.auth.spi.scheme.AuthSchemeOption;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.AccessDeniedException;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;

/** The main job in one breath: an unmodified SDK calls a model, and an IAM document decides. */
class FirstCallTest {
    private static final String SONNET = "anthropic.claude-3-sonnet-20240229-v1:0";
    private static final String LLAMA = "meta.llama3-70b-instruct-v1:0";

    @TempDir
    static Path directory;

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        TestGateway.write(directory, "policies/sonnet.json", """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                 "Action":["bedrock:InvokeModel","bedrock:InvokeModelWithResponseStream"],
                 "Resource":"arn:aws:bedrock:us-east-1::foundation-model/%s"}]}
                """.formatted(SONNET));
        TestGateway.writeApp(directory, "assistant", "sonnet", "");
        gateway = TestGateway.start(directory, Map.of());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void anAllowedModelAnswers() {
        try (BedrockRuntimeClient client = client(gateway.endpoint())) {
            var answer = client.converse(request -> request.modelId(SONNET)
                    .messages(message -> message.role(ConversationRole.USER).content(ContentBlock.fromText("hello"))));

            assertThat(answer.usage().inputTokens()).isPositive();
            assertThat(answer.sdkHttpResponse().firstMatchingHeader("x-ostiary-region"))
                    .contains("us-east-1");
        }
    }

    @Test
    void aModelOutsideThePolicyIsRefusedInIamsWords() {
        try (BedrockRuntimeClient client = client(gateway.endpoint())) {
            var refused = catchThrowableOfType(
                    AccessDeniedException.class,
                    () -> client.converse(request -> request.modelId(LLAMA)
                            .messages(message ->
                                    message.role(ConversationRole.USER).content(ContentBlock.fromText("hello")))));

            assertThat(refused.getMessage())
                    .contains("User: app/assistant is not authorized to perform: bedrock:InvokeModel on resource: "
                            + "arn:aws:bedrock:us-east-1::foundation-model/" + LLAMA
                            + " because no identity-based policy allows the bedrock:InvokeModel action");
        }
    }

    private static BedrockRuntimeClient client(URI endpoint) {
        return BedrockRuntimeClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .tokenProvider(StaticTokenProvider.create(token()))
                .authSchemeProvider(parameters -> java.util.List.of(AuthSchemeOption.builder()
                        .schemeId("smithy.api#httpBearerAuth")
                        .build()))
                .build();
    }

    private static SdkToken token() {
        String jwt = gateway.issuer().token("assistant");
        return new SdkToken() {
            @Override
            public String token() {
                return jwt;
            }

            @Override
            public java.util.Optional<java.time.Instant> expirationTime() {
                return java.util.Optional.empty();
            }
        };
    }
}
