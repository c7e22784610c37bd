package dev.ostiary.gateway.credentials;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.StsException;
import software.amazon.awssdk.services.sts.model.Tag;

/**
 * Real sessions: AssumeRole with the gateway's own credentials, or those credentials themselves for a recipe without a role.
 * Blocking; thread-safe.
 */
public final class AwsSessionSource implements SessionSource, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(AwsSessionSource.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** The most that role chaining allows, and the least that a role can be limited to. */
    private static final Duration LIFE = Duration.ofHours(1);

    private static final Duration SHORT_LIFE = Duration.ofMinutes(15);

    private static final Duration SAME_WARNING = Duration.ofSeconds(30);

    private record Sts(URI endpoint, String region) {}

    private final AwsCredentialsProvider own;
    private final StsEndpoints endpoints;
    private final Map<Sts, StsClient> clients = new ConcurrentHashMap<>();
    private @Nullable SdkHttpClient http;
    private final Cache<String, Boolean> warned = Caffeine.newBuilder()
            .expireAfterWrite(SAME_WARNING)
            .maximumSize(1_000)
            .build();

    /**
     * @param own in production the SDK's default chain; not closed by this
     * @param endpoints where STS is
     */
    public AwsSessionSource(AwsCredentialsProvider own, StsEndpoints endpoints) {
        this.own = own;
        this.endpoints = endpoints;
    }

    @Override
    public SessionReading make(SessionRecipe recipe) {
        var role = recipe.roleArn();
        try {
            return role == null ? ownCredentials() : assume(recipe, role);
        } catch (StsException e) {
            warn(recipe, errorCode(e), e);
            return NoSession.because("AWS STS refused a session for this app: " + errorCode(e));
        } catch (SdkException e) {
            warn(recipe, "unreachable", e);
            return NoSession.because(
                    role == null
                            ? "the gateway's own AWS credentials could not be read"
                            : "AWS STS could not be asked for a session for this app");
        }
    }

    private Session ownCredentials() {
        var identity = own.resolveCredentials();
        return new Session(identity, identity.expirationTime().orElse(null));
    }

    private SessionReading assume(SessionRecipe recipe, String role) {
        var problem = SessionTags.findProblem(recipe.tags());
        if (problem.isPresent()) {
            return NoSession.because("AWS STS would refuse this app's tags: " + problem.get());
        }
        var sts = client(recipe);
        try {
            return session(sts.assumeRole(request(recipe, role, LIFE)));
        } catch (StsException e) {
            if (errorCode(e).equals("ValidationError")
                    && String.valueOf(e.getMessage()).contains("DurationSeconds")) {
                return session(sts.assumeRole(request(recipe, role, SHORT_LIFE)));
            }
            throw e;
        }
    }

    private static AssumeRoleRequest request(SessionRecipe recipe, String role, Duration life) {
        return AssumeRoleRequest.builder()
                .roleArn(role)
                .roleSessionName(recipe.sessionName())
                .externalId(recipe.externalId())
                .policy(recipe.sessionPolicy())
                .durationSeconds((int) life.toSeconds())
                .tags(recipe.tags().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }

    private static Session session(AssumeRoleResponse response) {
        var made = response.credentials();
        var identity =
                AwsSessionCredentialsIdentity.create(made.accessKeyId(), made.secretAccessKey(), made.sessionToken());
        return new Session(identity, made.expiration());
    }

    private StsClient client(SessionRecipe recipe) {
        var sts = new Sts(endpoints.of(recipe.upstream(), recipe.region()), recipe.region());
        return clients.computeIfAbsent(
                sts,
                absent -> StsClient.builder()
                        .httpClient(http())
                        .credentialsProvider(own)
                        .region(Region.of(absent.region()))
                        .endpointOverride(absent.endpoint())
                        .overrideConfiguration(config -> config.apiCallTimeout(TIMEOUT)
                                // one more try at most, none while STS keeps failing: its token bucket is shared by all
                                // apps
                                .retryStrategy(DefaultRetryStrategy.standardStrategyBuilder()
                                        .maxAttempts(2)
                                        .build()))
                        .build());
    }

    /** Made when a role is first assumed: it reads all trusted certificates, a tenth of the start, for nothing without roles. */
    private synchronized SdkHttpClient http() {
        if (http == null) {
            http = UrlConnectionHttpClient.builder()
                    .connectionTimeout(Duration.ofSeconds(2))
                    .socketTimeout(TIMEOUT)
                    .proxyConfiguration(ProxyConfiguration.builder()
                            .useSystemPropertyValues(false)
                            .useEnvironmentVariablesValues(false)
                            .build())
                    .build();
        }
        return http;
    }

    private static String errorCode(StsException e) {
        var details = e.awsErrorDetails();
        var code = details == null ? null : details.errorCode();
        return code == null || code.isEmpty() ? "status " + e.statusCode() : code;
    }

    /** STS's own sentence names role and account: for operators, not for callers. */
    private void warn(SessionRecipe recipe, String code, SdkException e) {
        var key = recipe.upstream() + " " + recipe.roleArn() + " " + code;
        if (warned.asMap().putIfAbsent(key, true) == null) {
            LOGGER.atWarn()
                    .addKeyValue("upstream", recipe.upstream())
                    .addKeyValue("roleArn", recipe.roleArn())
                    .addKeyValue("sessionName", recipe.sessionName())
                    .addKeyValue("error", code)
                    .addKeyValue("cause", e.getMessage())
                    .log("no aws session could be made");
        }
    }

    @Override
    public synchronized void close() {
        clients.values().forEach(StsClient::close);
        if (http != null) {
            http.close();
        }
    }
}
