package dev.ostiary.gateway.preflight;

import io.smallrye.config.SmallRyeConfig;
import java.io.PrintStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * What a start in development finds out by itself, so that {@code ./ostiary start} works on any machine: the AWS account of the
 * caller's credentials ({@code --upstream aws}), and a management port that is free. Production asks for both.
 */
public final class DevelopmentStart {
    private static final String ACCOUNT = "ostiary.upstreams.default.account-id";
    private static final String REGIONS = "ostiary.upstreams.default.regions";
    private static final String MANAGEMENT_PORT = "ostiary.management.port";
    private static final int USUAL_MANAGEMENT_PORT = 9000;

    private DevelopmentStart() {}

    /** Sets system properties, which every later reading of the configuration sees. Blocks for one call of STS at most. */
    public static void prepare(SmallRyeConfig config, PrintStream err) {
        if (!config.getOptionalValue("ostiary.development", Boolean.class).orElse(false)) {
            return;
        }
        if (isAbsent(config, MANAGEMENT_PORT) && !BusyPorts.isFree("0.0.0.0", USUAL_MANAGEMENT_PORT)) {
            System.setProperty(MANAGEMENT_PORT, "0");
            err.println("ostiary: port " + USUAL_MANAGEMENT_PORT + " is in use, health and metrics take a free one");
        }
        String region =
                config.getOptionalValue(REGIONS, String.class).orElse("").split(",")[0];
        if (isAbsent(config, ACCOUNT) && !region.isEmpty()) {
            askForAccount(region, err);
        }
    }

    private static boolean isAbsent(SmallRyeConfig config, String key) {
        return config.getOptionalValue(key, String.class).isEmpty();
    }

    private static void askForAccount(String region, PrintStream err) {
        try (StsClient sts = StsClient.builder()
                .region(Region.of(region))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            var caller = sts.getCallerIdentity();
            System.setProperty(ACCOUNT, caller.account());
            err.println("ostiary: Bedrock of account " + caller.account() + ", called as " + caller.arn());
        } catch (SdkException e) {
            // the checks that follow name the missing account
            err.println("ostiary: AWS STS does not say whose credentials these are: " + e.getMessage());
        }
    }
}
