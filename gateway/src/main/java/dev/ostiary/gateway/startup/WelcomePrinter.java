package dev.ostiary.gateway.startup;

import dev.ostiary.gateway.endpoints.UpstreamsSettings;
import dev.ostiary.gateway.identity.DevelopmentIssuer;
import dev.ostiary.gateway.preflight.DevelopmentSettings;
import dev.ostiary.gateway.store.AccessStore;
import dev.ostiary.gateway.yaml.Finding;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Prints the {@link Welcome} in development, after the data port is open. Prints nothing in production. */
@Singleton
final class WelcomePrinter {
    private static final Duration TOKEN_LIFETIME = Duration.ofHours(12);

    private final Lifecycle lifecycle;
    private final DevelopmentSettings development;
    private final UpstreamsSettings upstreams;

    WelcomePrinter(Lifecycle lifecycle, DevelopmentSettings development, UpstreamsSettings upstreams) {
        this.lifecycle = lifecycle;
        this.development = development;
        this.upstreams = upstreams;
    }

    void print(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) StartupEvent started) {
        if (development.enabled()) {
            // on standard output although the access log is there too: it is what `./ostiary start` is asked for
            System.out.println(text(lifecycle.dataPath().store().status()));
        }
    }

    private String text(AccessStore.Status status) {
        if (status.snapshot().version() == 0) {
            var text = new StringBuilder("\nOstiary runs, but is not ready: the access files are refused\n");
            status.findings().stream()
                    .map(Finding::toText)
                    .forEach(line -> text.append("  ").append(line).append('\n'));
            return text + "Correct them; they are taken within two seconds.\n";
        }
        var issuer = DevelopmentIssuer.open(development.directory(), Clock.systemUTC());
        String endpoint = "http://127.0.0.1:" + lifecycle.dataPath().port();
        return new Welcome(endpoint, regions(), app -> issuer.mint(app, TOKEN_LIFETIME)).text(status.snapshot());
    }

    private List<String> regions() {
        var upstream = upstreams.byName().get("default");
        return upstream == null ? List.of("us-east-1") : upstream.regions();
    }
}
