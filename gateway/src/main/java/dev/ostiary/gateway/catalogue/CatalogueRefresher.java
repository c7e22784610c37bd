package dev.ostiary.gateway.catalogue;

import dev.ostiary.gateway.offering.RegionalCatalogue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Map<String, List<String>> told = new ConcurrentHashMap<>();
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
        this.current = Catalogue.lastKnown(file, account);
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
            var reading = new RegionFetch(source, account, region, current.region(region));
            Future<Void> fetch = reading.fetch()
                    .otherwise(failure -> {
                        LOGGER.atWarn()
                                .setCause(failure)
                                .addKeyValue("region", region)
                                .log("catalogue refresh broke");
                        return Optional.empty();
                    })
                    .compose(found -> {
                        install(region, found, reading.missing());
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

    private void install(String region, Optional<RegionalCatalogue> answer, List<String> missing) {
        if (answer.isEmpty()) {
            LOGGER.atWarn()
                    .addKeyValue("upstream", account.upstream())
                    .addKeyValue("region", region)
                    .addKeyValue("missing", missing)
                    .log("catalogue not refreshed, the last copy stays in use");
            return;
        }
        tellOfMissing(region, missing);
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

    /** Lists that the role may not read stay unread for weeks: told when that begins, changes or ends, not at every refresh. */
    private void tellOfMissing(String region, List<String> missing) {
        List<String> before = missing.isEmpty() ? told.remove(region) : told.put(region, missing);
        if (missing.isEmpty() && before != null) {
            LOGGER.atInfo()
                    .addKeyValue("upstream", account.upstream())
                    .addKeyValue("region", region)
                    .log("catalogue complete again, prompt routers and guardrails can be listed");
        } else if (!missing.isEmpty() && !missing.equals(before)) {
            LOGGER.atWarn()
                    .addKeyValue("upstream", account.upstream())
                    .addKeyValue("region", region)
                    .addKeyValue("missing", missing)
                    .log("catalogue refreshed but for lists that cannot be read; does the gateway's role allow"
                            + " bedrock:ListPromptRouters and bedrock:ListGuardrails?");
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
