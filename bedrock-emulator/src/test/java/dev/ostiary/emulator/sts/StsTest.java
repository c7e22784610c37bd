package dev.ostiary.emulator.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ostiary.emulator.Clients;
import dev.ostiary.emulator.Emulator;
import dev.ostiary.emulator.EmulatorOptions;
import dev.ostiary.emulator.exchange.Selector;
import dev.ostiary.emulator.fault.Fault;
import dev.ostiary.emulator.fault.FaultRule;
import dev.ostiary.emulator.refusal.CallerRules;
import dev.ostiary.emulator.refusal.Refusal;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.AccessDeniedException;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.sts.model.StsException;
import software.amazon.awssdk.services.sts.model.Tag;

class StsTest {
    private static final String ROLE = "arn:aws:iam::111122223333:role/path/Gateway";

    private Emulator emulator;
    private StsClient sts;

    @BeforeEach
    void start() {
        emulator = Emulator.start(EmulatorOptions.defaults());
        sts = Clients.sts(emulator.endpoint(), Clients.CREDENTIALS);
    }

    @AfterEach
    void stop() {
        sts.close();
        emulator.close();
    }

    @Test
    void sessionIsKnownToTheRuntime() {
        Credentials credentials = sts.assumeRole(role().build()).credentials();

        assertThat(credentials.accessKeyId()).startsWith("ASIA").hasSize(20);
        assertThat(converse(session(credentials))).isEqualTo(StopReason.END_TURN);
        assertThat(emulator.requests().last().accessKey()).isEqualTo(credentials.accessKeyId());
    }

    @Test
    void sessionKnowsWhoItIs() {
        Credentials credentials = sts.assumeRole(role().build()).credentials();

        try (StsClient assumed = Clients.sts(emulator.endpoint(), session(credentials))) {
            var identity = assumed.getCallerIdentity();

            assertThat(identity.arn()).isEqualTo("arn:aws:sts::111122223333:assumed-role/Gateway/translator");
            assertThat(identity.account()).isEqualTo("111122223333");
        }
    }

    @Test
    void everythingAskedForIsRecorded() {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";

        sts.assumeRole(role().tags(tag("team", "loc + co"), tag("cost-center", "4711"))
                .policy(policy)
                .externalId("external")
                .durationSeconds(900)
                .policyArns(arn -> arn.arn("arn:aws:iam::aws:policy/ReadOnlyAccess"))
                .build());

        assertThat(emulator.assumedRoles().all()).singleElement().satisfies(role -> {
            assertThat(role.roleArn()).isEqualTo(ROLE);
            assertThat(role.sessionName()).isEqualTo("translator");
            assertThat(role.tags()).containsEntry("team", "loc + co").containsEntry("cost-center", "4711");
            assertThat(role.externalId()).isEqualTo("external");
            assertThat(role.limits().policy()).isEqualTo(policy);
            assertThat(role.limits().policyArns()).containsExactly("arn:aws:iam::aws:policy/ReadOnlyAccess");
            assertThat(role.limits().durationSeconds()).isEqualTo(900);
            assertThat(role.grant().by()).isEqualTo(EmulatorOptions.ACCESS_KEY);
        });
    }

    @Test
    void sessionIsRefusedAfterItsEnd() {
        try (Emulator other = Emulator.start(EmulatorOptions.defaults().withLongestSession(Duration.ZERO));
                StsClient client = Clients.sts(other.endpoint(), Clients.CREDENTIALS)) {
            Credentials ended = client.assumeRole(role().build()).credentials();

            try (StsClient late = Clients.sts(other.endpoint(), session(ended))) {
                assertThatThrownBy(late::getCallerIdentity)
                        .isInstanceOfSatisfying(
                                StsException.class,
                                error -> assertThat(error.awsErrorDetails().errorCode())
                                        .isEqualTo("ExpiredToken"));
            }
        }
    }

    @Test
    void endedSessionsAreUnknown() {
        Credentials credentials = sts.assumeRole(role().build()).credentials();

        emulator.endSessions();

        assertThatThrownBy(() -> converse(session(credentials)))
                .isInstanceOf(AwsServiceException.class)
                .hasMessageContaining("The security token included in the request is invalid.");
    }

    @Test
    void refusalCanBeForOneSessionOnly() {
        Credentials translator = sts.assumeRole(role().build()).credentials();
        Credentials other =
                sts.assumeRole(role().roleSessionName("assistant").build()).credentials();

        emulator.rules().add(new CallerRules.Rule(Refusal.SESSION_POLICY, Selector.ALL, "translator"));

        assertThat(converse(session(other))).isEqualTo(StopReason.END_TURN);
        assertThatThrownBy(() -> converse(session(translator)))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("assumed-role/Gateway/translator is not authorized to perform")
                .hasMessageContaining("because no session policy allows the bedrock:InvokeModel action");
    }

    @Test
    void badParametersAreRefused() {
        assertThatThrownBy(() -> sts.assumeRole(role().roleSessionName("a/b").build()))
                .isInstanceOf(StsException.class)
                .hasMessageContaining("roleSessionName");
        assertThatThrownBy(() -> sts.assumeRole(role().durationSeconds(899).build()))
                .isInstanceOf(StsException.class)
                .hasMessageContaining("durationSeconds");
        assertThatThrownBy(() -> sts.assumeRole(role().policy("{").build()))
                .isInstanceOf(MalformedPolicyDocumentException.class);
        assertThatThrownBy(() -> sts.assumeRole(role().policy("x".repeat(2_049)).build()))
                .isInstanceOf(StsException.class)
                .hasMessageContaining("2048");
    }

    @Test
    void chainedSessionIsAtMostAnHour() {
        Credentials first = sts.assumeRole(role().build()).credentials();

        try (StsClient chained = Clients.sts(emulator.endpoint(), session(first))) {
            assertThat(chained.assumeRole(role().durationSeconds(3_600).build()).credentials())
                    .isNotNull();
            assertThatThrownBy(() ->
                            chained.assumeRole(role().durationSeconds(3_601).build()))
                    .isInstanceOf(StsException.class)
                    .hasMessageContaining("role chaining");
        }
    }

    @Test
    void wrongSecretIsRefusedInTheProtocolOfSts() {
        try (StsClient wrong =
                Clients.sts(emulator.endpoint(), AwsBasicCredentials.create(EmulatorOptions.ACCESS_KEY, "wrong"))) {
            assertThatThrownBy(wrong::getCallerIdentity)
                    .isInstanceOfSatisfying(
                            StsException.class,
                            error -> assertThat(error.awsErrorDetails().errorCode())
                                    .isEqualTo("SignatureDoesNotMatch"));
        }
    }

    @Test
    void stsCanBeDownWhileBedrockIsUp() {
        emulator.faults()
                .add(FaultRule.always(Fault.Refuse.status(503, "ServiceUnavailable", "down"))
                        .on(Selector.operation("STS")));

        assertThatThrownBy(() -> sts.assumeRole(role().build())).isInstanceOfSatisfying(StsException.class, error -> {
            assertThat(error.statusCode()).isEqualTo(503);
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ServiceUnavailable");
        });
        assertThat(converse(Clients.CREDENTIALS)).isEqualTo(StopReason.END_TURN);
    }

    private StopReason converse(AwsCredentials credentials) {
        try (BedrockRuntimeClient client = Clients.sync(emulator, credentials)) {
            return client.converse(request -> request.modelId("amazon.nova-lite-v1:0")
                            .messages(message ->
                                    message.role(ConversationRole.USER).content(ContentBlock.fromText("hello"))))
                    .stopReason();
        }
    }

    private static AwsCredentials session(Credentials credentials) {
        return AwsSessionCredentials.create(
                credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
    }

    private static AssumeRoleRequest.Builder role() {
        return AssumeRoleRequest.builder().roleArn(ROLE).roleSessionName("translator");
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
