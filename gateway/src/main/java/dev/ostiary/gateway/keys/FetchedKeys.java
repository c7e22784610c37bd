package dev.ostiary.gateway.keys;

import dev.ostiary.gateway.jwk.KeyLoading;
import dev.ostiary.gateway.jwk.KeySet;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One issuer's keys, kept fresh. Stateful: the fields below change under this object's monitor, which is held for assignments only;
 * {@link #current} is read by every request from any thread without it.
 */
public final class FetchedKeys implements IssuerKeys {
    private static final Logger LOGGER = LoggerFactory.getLogger(FetchedKeys.class);
    private static final int MAX_WAITERS = 1_000;
    private static final int MAX_BACKOFF_SHIFT = 5;

    private final String issuer;
    private final KeyLoader loader;
    private final Clock clock;
    private final KeyTimes times;
    private final Duration refresh;

    private volatile @Nullable Held held;
    private boolean firstLoaded;
    private @Nullable Instant startedAt;
    private @Nullable Instant dueAt;
    private @Nullable Promise<Boolean> running;
    private int waiters;
    private int failures;
    private boolean staleReported;
    private @Nullable String problem;

    /** Keys and when they were last seen to be the issuer's. */
    private record Held(KeySet keys, Instant loadedAt) {}

    /** @param refresh between two good loads; a file is looked at far more often than an address */
    FetchedKeys(String issuer, KeyLoader loader, Clock clock, KeyTimes times, Duration refresh) {
        this.issuer = issuer;
        this.loader = loader;
        this.clock = clock;
        this.times = times;
        this.refresh = refresh;
    }

    @Override
    public @Nullable KeySet current() {
        Held now = held;
        return now == null || isStale(now) ? null : now.keys();
    }

    private boolean isStale(Held now) {
        return clock.millis() - now.loadedAt().toEpochMilli()
                >= times.staleAfter().toMillis();
    }

    @Override
    public Future<Boolean> lookAgain() {
        Future<Boolean> end;
        synchronized (this) {
            if (running == null && !hasPassed(startedAt, times.forcedGap())) {
                return Future.succeededFuture(false);
            }
            if (waiters >= MAX_WAITERS) {
                return Future.succeededFuture(false);
            }
            waiters++;
            end = load();
        }
        return end.timeout(times.loadTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(false)
                .onComplete(ended -> waiterLeft());
    }

    private synchronized void waiterLeft() {
        waiters--;
    }

    /** Starts a background load when its time has come. Called about once a second. */
    void refreshIfDue() {
        synchronized (this) {
            Instant due = dueAt;
            // a clock that was set back must not stop the refresh for as long
            boolean early = due != null
                    && clock.instant().isBefore(due)
                    && !clock.instant().isBefore(due.minus(refresh));
            if (running == null && !early) {
                load();
            }
        }
    }

    private boolean hasPassed(@Nullable Instant since, Duration gap) {
        if (since == null) {
            return true;
        }
        Duration elapsed = Duration.between(since, clock.instant());
        return elapsed.isNegative() || elapsed.compareTo(gap) >= 0;
    }

    /** The end of the running load, started if there is none. The caller holds the monitor. */
    private Future<Boolean> load() {
        Promise<Boolean> current = running;
        if (current != null) {
            return current.future();
        }
        Promise<Boolean> end = Promise.promise();
        running = end;
        startedAt = clock.instant();
        // twice the loader's own limit: only a loader that hangs in spite of it is given up here
        loader.load()
                .timeout(times.loadTimeout().multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(failure -> new KeyLoading.Problem("the load did not end: " + failure.getMessage()))
                .onSuccess(loading -> ended(loading, end));
        return end.future();
    }

    private void ended(KeyLoading loading, Promise<Boolean> end) {
        synchronized (this) {
            running = null;
            switch (loading) {
                case KeySet keys -> take(keys);
                case KeyLoading.Problem bad -> keepOld(bad.what());
            }
        }
        end.complete(true);
    }

    private void take(KeySet loaded) {
        Held before = held;
        boolean same = before != null && before.keys().equals(loaded);
        KeySet keys = before != null && same ? before.keys() : loaded;
        if (!same) {
            loaded.ignored()
                    .forEach(why -> LOGGER.atWarn()
                            .addKeyValue("issuer", issuer)
                            .addKeyValue("why", why)
                            .log("published key is not used"));
            LOGGER.atInfo()
                    .addKeyValue("issuer", issuer)
                    .addKeyValue("keys", keys.keys().size())
                    .log("keys of the issuer loaded");
        } else if (failures > 0) {
            LOGGER.atInfo().addKeyValue("issuer", issuer).log("keys of the issuer can be fetched again");
        }
        held = new Held(keys, clock.instant());
        firstLoaded |= !keys.keys().isEmpty();
        failures = 0;
        staleReported = false;
        problem = keys.keys().isEmpty() ? "the key set holds no usable key" : null;
        dueAt = clock.instant().plus(refresh);
    }

    private void keepOld(String what) {
        failures++;
        problem = what;
        Duration backoff = Duration.ofSeconds(1L << Math.min(failures - 1, MAX_BACKOFF_SHIFT));
        dueAt = clock.instant().plus(backoff.compareTo(refresh) < 0 ? backoff : refresh);
        if (failures == 1) {
            LOGGER.atWarn()
                    .addKeyValue("issuer", issuer)
                    .addKeyValue("problem", what)
                    .log("keys of the issuer could not be fetched, the last ones stay");
        }
        Held old = held;
        if (old != null && isStale(old) && !staleReported) {
            staleReported = true;
            LOGGER.atError()
                    .addKeyValue("issuer", issuer)
                    .addKeyValue("problem", what)
                    .log("keys of the issuer are too old, all its tokens are refused");
        }
    }

    synchronized KeyState state() {
        Held now = held;
        return new KeyState(
                issuer,
                firstLoaded,
                now != null && !isStale(now) && !now.keys().keys().isEmpty(),
                now == null ? 0 : now.keys().keys().size(),
                now == null ? null : now.loadedAt(),
                failures,
                problem);
    }
}
