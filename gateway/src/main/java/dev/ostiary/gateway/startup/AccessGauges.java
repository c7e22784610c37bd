package dev.ostiary.gateway.startup;

import dev.ostiary.gateway.store.AccessSnapshot;
import dev.ostiary.gateway.store.AccessStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;

/** Which access files serve, how old they are, and who owns the apps in them. */
final class AccessGauges {
    private final MultiGauge apps;

    private AccessGauges(MeterRegistry registry) {
        apps = MultiGauge.builder("ostiary.app.info")
                .description("always 1: names the owner of an app")
                .register(registry);
    }

    static void register(MeterRegistry registry, AccessStore store) {
        var gauges = new AccessGauges(registry);
        Gauge.builder("ostiary.access.snapshot.version", store, s -> s.current().version())
                .register(registry);
        Gauge.builder("ostiary.access.snapshot.age.seconds", store, s -> s.age().toMillis() / 1000.0)
                .register(registry);
        Gauge.builder("ostiary.access.reload.success", store, s -> s.status().lastReloadSucceeded() ? 1 : 0)
                .register(registry);
        store.addListener(gauges::show);
    }

    private void show(AccessSnapshot snapshot) {
        apps.register(
                snapshot.apps().values().stream()
                        .<MultiGauge.Row<?>>map(app -> MultiGauge.Row.of(
                                Tags.of(
                                        "app", app.id(),
                                        "owner", app.owner(),
                                        "team", app.tags().getOrDefault("team", ""),
                                        "cost_center", app.tags().getOrDefault("cost-center", "")),
                                1))
                        .toList(),
                true);
    }
}
