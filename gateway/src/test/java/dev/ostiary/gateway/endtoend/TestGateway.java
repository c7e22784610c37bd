package dev.ostiary.gateway.endtoend;

import dev.ostiary.emulator.Emulator;
import dev.ostiary.emulator.EmulatorOptions;
import dev.ostiary.gateway.catalogue.CatalogueSettings;
import dev.ostiary.gateway.drain.DrainSettings;
import dev.ostiary.gateway.endpoints.StampSettings;
import dev.ostiary.gateway.endpoints.UpstreamsSettings;
import dev.ostiary.gateway.http.DataPort;
import dev.ostiary.gateway.http.HttpSettings;
import dev.ostiary.gateway.identity.IdentitySettings;
import dev.ostiary.gateway.startup.DataPath;
import dev.ostiary.gateway.startup.DataPathSettings;
import dev.ostiary.gateway.startup.Surroundings;
import dev.ostiary.gateway.store.AccessSettings;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * The whole gateway with the emulator behind it, in this process, on free ports, with the configuration's own defaults. Only Quarkus
 * is missing.
 */
final class TestGateway implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Emulator emulator;
    private final TestIssuer issuer = new TestIssuer();
    private final ByteArrayOutputStream accessLog = new ByteArrayOutputStream();
    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final DataPath dataPath;
    private final DataPort port;

    private TestGateway(Clock clock, Path access, Map<String, String> settings, Emulator emulator) {
        this.emulator = emulator;
        issuer.write(access);
        dataPath = new DataPath(
                settings(config(access, settings)),
                new Surroundings(
                        vertx,
                        metrics,
                        accessLog,
                        clock,
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(EmulatorOptions.ACCESS_KEY, EmulatorOptions.SECRET_KEY)),
                        null));
        port = dataPath.start().toCompletionStage().toCompletableFuture().join();
    }

    /**
     * @param directory of the test, for access files (below {@code access}) and what the gateway writes
     * @param settings on top of the defaults, keys as in the contract
     */
    static TestGateway start(Path directory, Map<String, String> settings) {
        return startAt(Clock.systemUTC(), directory, settings);
    }

    /** @param clock of gateway and emulator */
    static TestGateway startAt(Clock clock, Path directory, Map<String, String> settings) {
        TestGateway gateway = make(clock, directory, settings);
        if (gateway.dataPath.store().current().version() == 0) {
            throw new IllegalStateException(
                    gateway.dataPath.store().status().findings().toString());
        }
        return gateway;
    }

    /** The same, also with access files that do not validate. */
    static TestGateway startAsItIs(Path directory, Map<String, String> settings) {
        return make(Clock.systemUTC(), directory, settings);
    }

    private static TestGateway make(Clock clock, Path directory, Map<String, String> settings) {
        return new TestGateway(
                clock,
                directory.resolve("access"),
                settings,
                Emulator.start(EmulatorOptions.defaults().withClock(clock)));
    }

    /** Writes an access file; folders are made. */
    static void write(Path directory, String file, String text) {
        try {
            Path path = directory.resolve("access").resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The app {@code app}, which may do everything. */
    static void writeWideApp(Path directory) {
        write(directory, "policies/all.json", """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"bedrock:*","Resource":"*"}]}""");
        writeApp(directory, "app", "all", "");
    }

    /** An app with these policies whose tokens say {@code azp: <id>}. */
    static void writeApp(Path directory, String id, String policies, String more) {
        write(
                directory,
                "apps/" + id + ".yaml",
                "version: 1\napp: " + id + "\ndescription: test\nowner: test@example.com\nidentities:\n"
                        + "  - issuer: corp\n    claims: { azp: " + id + " }\npolicies: [" + policies + "]\n" + more);
    }

    private Map<String, String> config(Path access, Map<String, String> settings) {
        var all = new HashMap<String, String>();
        all.put("ostiary.http.host", "127.0.0.1");
        all.put("ostiary.http.port", "0");
        all.put("ostiary.http.tls-port", "0");
        all.put("ostiary.access.directory", access.toString());
        all.put(
                "ostiary.catalogue.file",
                access.resolveSibling("catalogue.json").toString());
        all.put("ostiary.upstreams.default.account-id", EmulatorOptions.ACCOUNT_ID);
        all.put("ostiary.upstreams.default.regions", "us-east-1,eu-west-1");
        for (String endpoint : new String[] {"endpoint", "control-endpoint", "sts-endpoint"}) {
            all.put("ostiary.upstreams.default." + endpoint, emulator.endpoint().toString());
        }
        all.putAll(settings);
        return all;
    }

    private static DataPathSettings settings(Map<String, String> properties) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .withMapping(HttpSettings.class)
                .withMapping(AccessSettings.class)
                .withMapping(IdentitySettings.class)
                .withMapping(CatalogueSettings.class)
                .withMapping(UpstreamsSettings.class)
                .withMapping(StampSettings.class)
                .withMapping(DrainSettings.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build();
        return new DataPathSettings(
                config.getConfigMapping(HttpSettings.class),
                config.getConfigMapping(AccessSettings.class),
                config.getConfigMapping(IdentitySettings.class),
                config.getConfigMapping(CatalogueSettings.class),
                config.getConfigMapping(UpstreamsSettings.class),
                config.getConfigMapping(StampSettings.class),
                config.getConfigMapping(DrainSettings.class));
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port.port());
    }

    /** Only with a certificate in the settings, which is one for {@code localhost}. */
    URI tlsEndpoint() {
        return URI.create("https://localhost:" + port.tlsPort().orElseThrow());
    }

    Emulator emulator() {
        return emulator;
    }

    TestIssuer issuer() {
        return issuer;
    }

    String metrics() {
        return metrics.scrape();
    }

    /** What the access log has said until now. */
    String accessLog() {
        return accessLog.toString(StandardCharsets.UTF_8);
    }

    DataPath dataPath() {
        return dataPath;
    }

    /** Open connections of apps. */
    int connections() {
        return port.connections();
    }

    @Override
    public void close() {
        dataPath.shutdown().toCompletionStage().toCompletableFuture().join();
        dataPath.close();
        emulator.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
