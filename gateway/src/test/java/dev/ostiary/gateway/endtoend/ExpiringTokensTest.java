package dev.ostiary.gateway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ostiary.gateway.keys.MutableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/**
 * The token provider of docs/clients.md over three expiries of 60-second tokens: one client, made once, and the gateway's clock moves
 * on instead of the test waiting. That the tokens have really expired is shown by a client that keeps the first one.
 */
class ExpiringTokensTest {
    private static final int EXPIRIES = 3;
    /** 60 s of life, 60 s of clock skew, and one more. */
    private static final Duration BEYOND = Duration.ofSeconds(121);

    private static final Message HELLO = Message.builder()
            .role(ConversationRole.USER)
            .content(ContentBlock.fromText("hello"))
            .build();

    @TempDir
    Path directory;

    private final MutableClock clock = new MutableClock(Instant.now());
    private final List<String> handedOut = new CopyOnWriteArrayList<>();
    private TestGateway gateway;
    private String held = "";
    private Instant renewal = Instant.MIN;

    @BeforeEach
    void start() {
        TestGateway.write(directory, "policies/all.json", """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"bedrock:Invoke*","Resource":"*"}]}""");
        TestGateway.writeApp(directory, "app", "all", "");
        gateway = TestGateway.startAt(clock, directory, Map.of());
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private String mint() {
        long now = clock.instant().getEpochSecond();
        return gateway.issuer().token(Map.of("azp", "app", "iat", now, "exp", now + 60));
    }

    /** What an app's file of a sidecar does: the same token for its 60 seconds, then another. */
    private synchronized String readToken() {
        String token = clock.instant().isBefore(renewal) ? held : mint();
        if (!token.equals(held)) {
            held = token;
            renewal = clock.instant().plusSeconds(60);
        }
        handedOut.add(token);
        return token;
    }

    private static ConverseRequest.Builder hello(ConverseRequest.Builder request) {
        return request.modelId("anthropic.claude-3-sonnet-20240229-v1:0").messages(HELLO);
    }

    @Test
    void aSynchronousClientAsksTheProviderForEachRequest() {
        try (BedrockRuntimeClient client = Clients.withToken(
                        BedrockRuntimeClient.builder(), gateway.endpoint(), "replaced")
                .tokenProvider(() -> new Clients.FixedToken(readToken()))
                .build()) {
            for (int i = 0; i <= EXPIRIES; i++) {
                assertThat(client.converse(ExpiringTokensTest::hello).usage().outputTokens())
                        .isPositive();
                assertThat(client.converse(ExpiringTokensTest::hello).usage().outputTokens())
                        .isPositive();
                clock.advance(BEYOND);
            }
        }

        assertThat(handedOut).hasSizeGreaterThanOrEqualTo(2 * (EXPIRIES + 1));
        assertThat(handedOut.stream().distinct()).hasSize(EXPIRIES + 1);
    }

    @Test
    void anAsynchronousClientAsksForStreamsToo() {
        try (BedrockRuntimeAsyncClient client = Clients.withToken(
                        BedrockRuntimeAsyncClient.builder(), gateway.endpoint(), "replaced")
                .tokenProvider(() -> new Clients.FixedToken(readToken()))
                .build()) {
            for (int i = 0; i <= EXPIRIES; i++) {
                assertThat(client.converse(ExpiringTokensTest::hello)
                                .join()
                                .usage()
                                .outputTokens())
                        .isPositive();
                client.converseStream(
                                request -> request.modelId("anthropic.claude-3-sonnet-20240229-v1:0")
                                        .messages(HELLO),
                                ConverseStreamResponseHandler.builder()
                                        .subscriber(event -> {})
                                        .build())
                        .join();
                clock.advance(BEYOND);
            }
        }

        assertThat(handedOut.stream().distinct()).hasSize(EXPIRIES + 1);
    }

    @Test
    void aClientThatKeepsItsFirstTokenIsToldThatItExpired() {
        String first = mint();
        try (BedrockRuntimeClient client = Clients.gateway(gateway, first);
                BedrockRuntimeAsyncClient async = Clients.gatewayAsync(gateway, first)) {
            assertThat(client.converse(ExpiringTokensTest::hello).usage().outputTokens())
                    .isPositive();
            clock.advance(BEYOND);

            var refused = catchThrowableOfType(
                    BedrockRuntimeException.class, () -> client.converse(ExpiringTokensTest::hello));
            var refusedToo = catchThrowableOfType(
                    CompletionException.class,
                    () -> async.converse(ExpiringTokensTest::hello).join());

            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("ExpiredTokenException");
            assertThat(refusedToo.getCause())
                    .isInstanceOfSatisfying(
                            BedrockRuntimeException.class,
                            same -> assertThat(same.awsErrorDetails().errorCode())
                                    .isEqualTo("ExpiredTokenException"));
        }
    }
}
