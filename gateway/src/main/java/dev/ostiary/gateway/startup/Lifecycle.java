package dev.ostiary.gateway.startup;

import dev.ostiary.gateway.http.DataPort;
import dev.ostiary.gateway.identity.DevelopmentIssuer;
import dev.ostiary.gateway.journal.DevelopmentLog;
import dev.ostiary.gateway.preflight.DevelopmentSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** Where Quarkus and the data path meet: the start, and an orderly end. */
@Singleton
public final class Lifecycle {
    private static final Logger LOGGER = LoggerFactory.getLogger(Lifecycle.class);
    private static final Duration OPENING = Duration.ofSeconds(30);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final DataPath dataPath;
    private final Duration shutdownTimeout;
    private volatile boolean draining;
    private volatile boolean hadKeys;

    Lifecycle(DataPathSettings settings, DevelopmentSettings development, Vertx vertx, MeterRegistry meters) {
        Clock clock = Clock.systemUTC();
        var issuer = development.enabled() ? DevelopmentIssuer.open(development.directory(), clock) : null;
        var credentials = DefaultCredentialsProvider.builder().build();
        var standardOutput = new FileOutputStream(FileDescriptor.out);
        var accessLog =
                development.enabled() ? DevelopmentLog.open(standardOutput, development.directory()) : standardOutput;
        this.dataPath = new DataPath(settings, new Surroundings(vertx, meters, accessLog, clock, credentials, issuer));
        this.shutdownTimeout = settings.http().shutdownTimeout();
    }

    void start(@Observes StartupEvent starting) {
        DataPort port = await(dataPath.start(), OPENING);
        LOGGER.atInfo()
                .addKeyValue("port", port.port())
                .addKeyValue(
                        "tlsPort", port.tlsPort().isPresent() ? port.tlsPort().getAsInt() : "none")
                .log("data port open");
    }

    /** Not ready at once, and the management port answers while running exchanges end: Quarkus closes it only after this. */
    void drain(@Observes ShutdownDelayInitiatedEvent leaving) {
        draining = true;
        await(dataPath.shutdown(), shutdownTimeout.plus(CLOSING));
    }

    void stop(@Observes ShutdownEvent stopping) {
        draining = true;
        try {
            await(dataPath.shutdown(), shutdownTimeout.plus(CLOSING));
        } finally {
            dataPath.close();
        }
    }

    DataPath dataPath() {
        return dataPath;
    }

    /** Whether there was a moment with a good snapshot and keys of each of its issuers; asking notices it. */
    boolean hadKeys() {
        if (!hadKeys && dataPath.store().current().version() > 0) {
            hadKeys = ReadinessChecks.areLoaded(dataPath.keyring().states());
        }
        return hadKeys;
    }

    boolean isDraining() {
        return draining;
    }

    private static <T> T await(Future<T> future, Duration longest) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting or stopping", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("not done within " + longest.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    e.getCause() == null ? e.toString() : e.getCause().getMessage(), e);
        }
    }
}
