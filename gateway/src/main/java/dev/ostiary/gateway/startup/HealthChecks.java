package dev.ostiary.gateway.startup;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Readiness;

/** Puts {@link ReadinessChecks} at {@code /q/health/ready}. */
@Dependent
final class HealthChecks {
    private final Lifecycle lifecycle;

    HealthChecks(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Produces
    @Singleton
    @Readiness
    HealthCheck access() {
        return () -> ReadinessChecks.access(lifecycle.dataPath().store().status());
    }

    @Produces
    @Singleton
    @Readiness
    HealthCheck keys() {
        return () -> ReadinessChecks.keys(lifecycle.dataPath().keyring().states(), lifecycle.hadKeys());
    }

    @Produces
    @Singleton
    @Readiness
    HealthCheck draining() {
        return () -> ReadinessChecks.draining(lifecycle.isDraining());
    }
}
