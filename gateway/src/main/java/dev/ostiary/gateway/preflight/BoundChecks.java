package dev.ostiary.gateway.preflight;

import dev.ostiary.gateway.catalogue.CatalogueSettings;
import dev.ostiary.gateway.drain.DrainSettings;
import dev.ostiary.gateway.http.HttpSettings;
import dev.ostiary.gateway.identity.IdentitySettings;
import io.quarkus.runtime.configuration.MemorySize;
import java.time.Duration;
import java.util.function.Consumer;

/** Refuses bounds that bound nothing or everything: a time of nothing, no connections, sizes beyond what memory can address. */
final class BoundChecks {
    private final Consumer<ConfigProblem> problems;

    BoundChecks(Consumer<ConfigProblem> problems) {
        this.problems = problems;
    }

    void check(HttpSettings http) {
        checkSize("ostiary.http.max-body-size", http.maxBodySize());
        checkSize("ostiary.http.max-header-size", http.maxHeaderSize());
        checkTime("ostiary.http.header-timeout", http.headerTimeout());
        checkTime("ostiary.http.body-idle-timeout", http.bodyIdleTimeout());
        checkTime("ostiary.http.write-idle-timeout", http.writeIdleTimeout());
        checkTime("ostiary.http.keep-alive-timeout", http.keepAliveTimeout());
        if (http.shutdownTimeout().isNegative()) {
            refuse("ostiary.http.shutdown-timeout", http.shutdownTimeout(), "expected 0s or more");
        }
        checkCount("ostiary.http.max-connections", http.maxConnections(), 1);
        checkCount("ostiary.http.max-exchanges", http.maxExchanges(), 1);
        http.maxBufferedBodies()
                .map(MemorySize::asLongValue)
                .filter(bytes -> bytes < 1)
                .ifPresent(bytes -> refuse("ostiary.http.max-buffered-bodies", bytes, "expected at least 1 byte"));
    }

    void check(DrainSettings drain) {
        checkCount("ostiary.relay.drain-limit", drain.drainLimit(), 0);
        checkTime("ostiary.relay.drain-timeout", drain.drainTimeout());
    }

    void check(CatalogueSettings catalogue) {
        checkTime("ostiary.catalogue.refresh", catalogue.refresh());
    }

    void check(IdentitySettings identity) {
        checkTime("ostiary.identity.key-refresh", identity.keyRefresh());
        checkTime("ostiary.identity.stale-keys", identity.staleKeys());
    }

    private void checkSize(String key, MemorySize size) {
        long bytes = size.asLongValue();
        if (bytes < 1 || bytes > Integer.MAX_VALUE) {
            refuse(key, bytes, "expected 1 to " + Integer.MAX_VALUE + " bytes, for example 64K or 25M");
        }
    }

    private void checkTime(String key, Duration time) {
        if (time.compareTo(Duration.ofMillis(1)) < 0) {
            refuse(key, time, "expected more than 0, for example 10s or 5m");
        }
    }

    private void checkCount(String key, int count, int least) {
        if (count < least) {
            refuse(key, count, "expected at least " + least);
        }
    }

    private void refuse(String key, Object value, String fix) {
        problems.accept(new ConfigProblem(key, "`" + value + "` is out of bounds", fix));
    }
}
