package dev.ostiary.emulator.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ostiary.emulator.Clients;
import dev.ostiary.emulator.Emulator;
import dev.ostiary.emulator.EmulatorOptions;
import dev.ostiary.emulator.exchange.Selector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;

/** The texts of facts 5.6 as the SDK shows them. */
class RefusalTest {
    private static final String NOVA = "amazon.nova-lite-v1:0";

    private static Emulator emulator;
    private static BedrockRuntimeClient sync;

    @BeforeAll
    static void start() {
        emulator = Emulator.start(EmulatorOptions.defaults());
        sync = Clients.sync(emulator);
    }

    @AfterAll
    static void stop() {
        sync.close();
        emulator.close();
    }

    @BeforeEach
    void reset() {
        emulator.reset();
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void everyRefusalReachesTheSdkWithItsCode(Refusal refusal) {
        emulator.rules().refuse(refusal);

        assertThatThrownBy(() -> converse(NOVA)).isInstanceOfSatisfying(AwsServiceException.class, error -> {
            assertThat(error.awsErrorDetails().errorCode()).endsWith("Exception");
            assertThat(error.awsErrorDetails().errorMessage()).isNotBlank().doesNotContain("{");
            assertThat(error.requestId()).isNotBlank();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ROLE_POLICY | because no identity-based policy allows the bedrock:InvokeModel action",
                "SESSION_POLICY | because no session policy allows the bedrock:InvokeModel action",
                "EXPLICIT_DENY | with an explicit deny in an identity-based policy",
                "SERVICE_CONTROL_POLICY | with an explicit deny in a service control policy"
            })
    void denialsNameCallerActionAndResource(Refusal refusal, String end) {
        emulator.rules().refuse(refusal);

        assertThatThrownBy(() -> converse(NOVA))
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        error -> assertThat(error.awsErrorDetails().errorMessage())
                                .isEqualTo("User: arn:aws:iam::111122223333:user/gateway is not authorized to perform:"
                                        + " bedrock:InvokeModel on resource:"
                                        + " arn:aws:bedrock:us-east-1::foundation-model/" + NOVA + " " + end));
    }

    @Test
    void denialOfProfileNamesTheProfile() {
        emulator.rules().refuse(Refusal.ROLE_POLICY);

        assertThatThrownBy(() -> converse("us.amazon.nova-lite-v1:0"))
                .hasMessageContaining("arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-lite");
    }

    @Test
    void ruleHitsOnlyItsModelAndOperation() {
        emulator.rules()
                .refuse(Refusal.MODEL_ACCESS, "nova-pro")
                .add(new CallerRules.Rule(Refusal.LEGACY, Selector.operation("InvokeModel"), ""));

        assertThat(converse(NOVA).usage().inputTokens()).isEqualTo(1);
        assertThatThrownBy(() -> converse("amazon.nova-pro-v1:0"))
                .hasMessageContaining("You don't have access to the model with the specified model ID.");
    }

    @Test
    void apostropheOfTheProfileTextIsTypographic() {
        emulator.rules().refuse(Refusal.PROFILE_REQUIRED);

        assertThatThrownBy(() -> converse(NOVA))
                .hasMessageContaining("Invocation of model ID " + NOVA + " with on-demand throughput isn\u2019t");
    }

    private static ConverseResponse converse(String modelId) {
        return sync.converse(request -> request.modelId(modelId)
                .messages(message -> message.role(ConversationRole.USER).content(ContentBlock.fromText("hello"))));
    }
}
