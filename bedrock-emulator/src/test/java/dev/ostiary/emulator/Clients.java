package dev.ostiary.emulator;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Real AWS SDK clients that talk to an emulator and never retry. */
public final class Clients {
    public static final AwsCredentials CREDENTIALS =
            AwsBasicCredentials.create(EmulatorOptions.ACCESS_KEY, EmulatorOptions.SECRET_KEY);

    private Clients() {}

    public static BedrockRuntimeClient sync(Emulator emulator) {
        return sync(emulator, CREDENTIALS);
    }

    public static BedrockRuntimeClient sync(Emulator emulator, AwsCredentials credentials) {
        return BedrockRuntimeClient.builder()
                .endpointOverride(emulator.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .overrideConfiguration(patient())
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    public static BedrockRuntimeAsyncClient async(Emulator emulator) {
        return BedrockRuntimeAsyncClient.builder()
                .endpointOverride(emulator.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(CREDENTIALS))
                .overrideConfiguration(patient())
                // the builder, not a built client: only so the service's own default, HTTP/2, counts
                .httpClientBuilder(NettyNioAsyncHttpClient.builder())
                .build();
    }

    public static StsClient sts(URI endpoint, AwsCredentials credentials) {
        return StsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .overrideConfiguration(patient())
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    private static ClientOverrideConfiguration patient() {
        return ClientOverrideConfiguration.builder()
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .apiCallTimeout(Duration.ofSeconds(20))
                .build();
    }
}
