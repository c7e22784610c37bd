package dev.ostiary.gateway.catalogue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one upstream's catalogue fresh: at first the built-in seed under the last good copy, then what the control plane says. A Region
 * that cannot be read keeps what it had. Stateful; any thread: the current catalogue is one volatile reference, and what changes it
 * holds the lock only to swap references. {@link #close} ends the timer.
 */
public final class CatalogueRefresher implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(CatalogueRefresher.class);
    private static final long ON_DEMAND_GAP_NANOS = Duration.ofSeconds(10).toNanos();

    private final Vertx vertx;
    private final Duration interval;
    private final CatalogueAccount account;
    private final CatalogueSource source;
    private final CatalogueFile file;
    private final LongSupplier nanoTime;
    private final Object lock = new Object();
    private final Map<String, Future<Void>> running = new HashMap<>();
    private final Map<String, Long> lastOnDemand = new HashMap<>();
    private volatile Catalogue current;
    private @Nullable Long timer;

    /**
     * Reads the last good copy, so it blocks: call it at the start.
     *
     * @param nanoTime as {@link System#nanoTime}
     */
    public CatalogueRefresher(
            Vertx vertx,
            CatalogueSettings settings,
            CatalogueAccount account,
            CatalogueSource source,
            LongSupplier nanoTime) {
        this.vertx = vertx;
        this.interval = settings.refresh();
        this.account = account;
        this.source = source;
        this.nanoTime = nanoTime;
        this.file = CatalogueFile.of(settings.file(), account);
        Catalogue catalogue = Seed.read(1, account);
        for (Map.Entry<String, RegionalCatalogue> region : file.read().entrySet()) {
            if (account.regions().contains(region.getKey())) {
                catalogue = catalogue.with(1, region.getKey(), region.getValue());
            }
        }
        this.current = catalogue;
    }

    /** The catalogue of now; a request takes it once. */
    public Catalogue current() {
        return current;
    }

    /** Refreshes at once and then after every interval. Completes when the first round has ended, well or not. */
    public Future<Void> start() {
        synchronized (lock) {
            if (timer == null) {
                timer = vertx.setPeriodic(interval.toMillis(), id -> refreshAll());
            }
        }
        return refreshAll();
    }

    /**
     * Asks for a Region again because an id is unknown: at most one such request per Region within 10 seconds, and never two at once,
     * however many ask.
     *
     * @return completes, never fails, when {@link #current} is as new as it gets; at once when it is too early to ask again
     */
    public Future<Void> refreshFor(String region) {
        synchronized (lock) {
            Future<Void> already = running.get(region);
            if (already != null) {
                return already;
            }
            Long last = lastOnDemand.get(region);
            boolean tooEarly = last != null && nanoTime.getAsLong() - last < ON_DEMAND_GAP_NANOS;
            if (tooEarly || !account.regions().contains(region)) {
                return Future.succeededFuture();
            }
            lastOnDemand.put(region, nanoTime.getAsLong());
        }
        return refresh(region);
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (timer != null) {
                vertx.cancelTimer(timer);
                timer = null;
            }
        }
    }

    private Future<Void> refreshAll() {
        Future<Void> all = Future.succeededFuture();
        for (String region : account.regions()) {
            all = all.compose(done -> refresh(region));
        }
        return all.compose(done -> save());
    }

    /** Single-flight per Region; never fails. */
    private Future<Void> refresh(String region) {
        synchronized (lock) {
            Future<Void> already = running.get(region);
            if (already != null) {
                return already;
            }
            Future<Void> fetch = new RegionFetch(source, account, region, current.region(region))
                    .fetch()
                    .otherwise(failure -> {
                        LOGGER.atWarn()
                                .setCause(failure)
                                .addKeyValue("region", region)
                                .log("catalogue refresh broke");
                        return Optional.empty();
                    })
                    .compose(found -> {
                        install(region, found);
                        return Future.succeededFuture();
                    });
            if (!fetch.isComplete()) {
                running.put(region, fetch);
                fetch.onComplete(done -> finished(region));
            }
            return fetch;
        }
    }

    private void finished(String region) {
        synchronized (lock) {
            running.remove(region);
        }
    }

    private void install(String region, Optional<RegionalCatalogue> answer) {
        if (answer.isEmpty()) {
            LOGGER.atWarn()
                    .addKeyValue("upstream", account.upstream())
                    .addKeyValue("region", region)
                    .log("catalogue not refreshed, the last copy stays in use");
            return;
        }
        RegionalCatalogue found = answer.get();
        synchronized (lock) {
            if (!found.sameAs(current.region(region))) {
                current = current.with(current.version() + 1, region, found);
                LOGGER.atInfo()
                        .addKeyValue("upstream", account.upstream())
                        .addKeyValue("region", region)
                        .addKeyValue("models", found.models().size())
                        .addKeyValue("profiles", found.profiles().size())
                        .log("catalogue changed");
            }
        }
    }

    private Future<Void> save() {
        Catalogue catalogue = current;
        return vertx.executeBlocking(() -> {
                    file.write(catalogue);
                    return catalogue;
                })
                .<Void>mapEmpty()
                .recover(failure -> {
                    LOGGER.atWarn().addKeyValue("reason", failure.toString()).log("catalogue copy not written");
                    return Future.succeededFuture();
                });
    }
}
