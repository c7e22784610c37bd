package dev.ostiary.gateway.endtoend;

import dev.ostiary.emulator.EmulatorOptions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.token.credentials.SdkToken;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.auth.spi.scheme.AuthSchemeOption;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeBaseClientBuilder;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** AWS SDK clients as an app has them (bearer token, gateway) and as it would have them without the gateway (SigV4, Bedrock). */
final class Clients {
    private Clients() {}

    static BedrockRuntimeClient gateway(TestGateway gateway, String token, ExecutionInterceptor... interceptors) {
        return withToken(BedrockRuntimeClient.builder(), gateway.endpoint(), token, interceptors)
                .build();
    }

    static BedrockRuntimeAsyncClient gatewayAsync(
            TestGateway gateway, String token, ExecutionInterceptor... interceptors) {
        return withToken(BedrockRuntimeAsyncClient.builder(), gateway.endpoint(), token, interceptors)
                .build();
    }

    static BedrockRuntimeClient straight(URI endpoint, ExecutionInterceptor... interceptors) {
        return signing(BedrockRuntimeClient.builder(), endpoint, interceptors).build();
    }

    static BedrockRuntimeAsyncClient straightAsync(URI endpoint, ExecutionInterceptor... interceptors) {
        return signing(BedrockRuntimeAsyncClient.builder(), endpoint, interceptors)
                .build();
    }

    /** A client of the gateway that is not yet built, for a test with an HTTP client of its own. */
    static <B extends BedrockRuntimeBaseClientBuilder<B, ?>> B withToken(
            B builder, URI endpoint, String token, ExecutionInterceptor... interceptors) {
        return at(builder, endpoint, interceptors)
                .tokenProvider(() -> new FixedToken(token))
                .authSchemeProvider(parameters -> List.of(bearer()));
    }

    private static <B extends BedrockRuntimeBaseClientBuilder<B, ?>> B signing(
            B builder, URI endpoint, ExecutionInterceptor... interceptors) {
        return at(builder, endpoint, interceptors).credentialsProvider(credentials());
    }

    private static <B extends BedrockRuntimeBaseClientBuilder<B, ?>> B at(
            B builder, URI endpoint, ExecutionInterceptor... interceptors) {
        return builder.endpointOverride(endpoint).region(Region.US_EAST_1).overrideConfiguration(once(interceptors));
    }

    private static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(EmulatorOptions.ACCESS_KEY, EmulatorOptions.SECRET_KEY));
    }

    private static AuthSchemeOption bearer() {
        return AuthSchemeOption.builder().schemeId("smithy.api#httpBearerAuth").build();
    }

    /** No repetition: a test wants to see each answer, and once. */
    private static ClientOverrideConfiguration once(ExecutionInterceptor... interceptors) {
        return ClientOverrideConfiguration.builder()
                .retryStrategy(DefaultRetryStrategy.doNotRetry())
                .apiCallTimeout(Duration.ofSeconds(60))
                .executionInterceptors(List.of(interceptors))
                .build();
    }

    /** The token as docs/clients.md hands it to the SDK. */
    record FixedToken(String token) implements SdkToken {
        @Override
        public Optional<Instant> expirationTime() {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return "FixedToken";
        }
    }
}
