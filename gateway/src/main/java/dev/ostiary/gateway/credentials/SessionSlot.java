package dev.ostiary.gateway.credentials;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session of one recipe over time: none, being made, good, good and being made anew. At most one making at a time. Guarded by
 * its own monitor; the good case reads one volatile field.
 */
final class SessionSlot {
    private static final Logger LOGGER = LoggerFactory.getLogger(SessionSlot.class);

    /** A session with less time left is over for us: the request travels, and clocks differ. */
    private static final Duration LEAST_LEFT = Duration.ofSeconds(20);

    /** How often credentials without an end (files, environment) are read again. */
    private static final Duration STATIC_LIFE = Duration.ofMinutes(5);

    /** After a failure, this to twice this long the failure is the answer without asking again. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Between attempts to make anew while the old session is still good. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** What waited longer for a worker is not worth making: its callers would rather be told. */
    private static final Duration LONGEST_QUEUED = Duration.ofSeconds(5);

    private static final Duration LEAST_BETWEEN_RENEWALS = Duration.ofSeconds(10);
    private static final Duration YOUNGEST_REFUSED = Duration.ofSeconds(30);

    private final SessionRecipe recipe;
    private final SessionSource source;
    private final Executor workers;
    private final Clock clock;
    private final RandomGenerator jitter;

    private volatile @Nullable Kept kept;
    private @Nullable Promise<SessionReading> making;
    private @Nullable NoSession lastFailure;
    private Instant quietUntil = Instant.MIN;
    private int failures;

    /** A good session and the times that count for it; {@code end} is null when it has none. */
    private record Kept(
            Session session,
            Future<SessionReading> reading,
            Instant madeAt,
            Instant renewAt,
            @Nullable Instant end) {
        boolean isGood(Instant now) {
            return end == null || now.isBefore(end);
        }
    }

    SessionSlot(SessionRecipe recipe, SessionSource source, Executor workers, Clock clock, RandomGenerator jitter) {
        this.recipe = recipe;
        this.source = source;
        this.workers = workers;
        this.clock = clock;
        this.jitter = jitter;
    }

    Future<SessionReading> read() {
        var now = clock.instant();
        var current = kept;
        if (current == null || !current.isGood(now)) {
            return readAnew(now);
        }
        if (!now.isBefore(current.renewAt())) {
            renew(now);
        }
        return current.reading();
    }

    private Future<SessionReading> readAnew(Instant now) {
        Promise<SessionReading> begun;
        synchronized (this) {
            var current = kept;
            if (current != null && current.isGood(now)) {
                return current.reading();
            }
            if (making != null) {
                return making.future();
            }
            if (lastFailure != null && now.isBefore(quietUntil)) {
                return Future.succeededFuture(lastFailure);
            }
            begun = Promise.promise();
            making = begun;
        }
        make(begun);
        return begun.future();
    }

    private void renew(Instant now) {
        Promise<SessionReading> begun;
        synchronized (this) {
            if (making != null || now.isBefore(quietUntil)) {
                return;
            }
            begun = Promise.promise();
            making = begun;
        }
        make(begun);
    }

    private void make(Promise<SessionReading> begun) {
        var asked = clock.instant();
        try {
            workers.execute(() -> made(begun, ask(asked)));
        } catch (RejectedExecutionException e) {
            made(begun, NoSession.because("too many sessions are being made; try again"));
        }
    }

    private SessionReading ask(Instant asked) {
        if (clock.instant().isAfter(asked.plus(LONGEST_QUEUED))) {
            return NoSession.because("too many sessions are being made; try again");
        }
        try {
            return source.make(recipe);
        } catch (RuntimeException e) {
            // closed, not open: without this the callers would wait for ever
            LOGGER.atError().setCause(e).addKeyValue("recipe", recipe).log("making a session failed unexpectedly");
            return NoSession.because("internal error while making a session");
        }
    }

    private void made(Promise<SessionReading> begun, SessionReading made) {
        SessionReading reading;
        synchronized (this) {
            var now = clock.instant();
            reading = made instanceof Session session ? keep(session, now) : made;
            making = null;
            switch (reading) {
                case Session session -> {
                    lastFailure = null;
                    failures = 0;
                    quietUntil = Instant.MIN;
                }
                case NoSession none -> {
                    lastFailure = none;
                    failures++;
                    quietUntil = now.plus(pause(now));
                }
            }
        }
        begun.complete(reading);
    }

    private SessionReading keep(Session session, Instant now) {
        var expiresAt = session.expiresAt();
        if (expiresAt == null) {
            kept = new Kept(session, Future.succeededFuture(session), now, now.plus(STATIC_LIFE), null);
            return session;
        }
        var end = expiresAt.minus(LEAST_LEFT);
        if (!now.isBefore(end)) {
            LOGGER.atWarn().addKeyValue("recipe", recipe).log("a new session is over already: check the clock");
            return NoSession.because("new sessions are over when they arrive: the gateway's clock may be wrong");
        }
        // early enough to outlive an outage of STS, spread so that apps that began together do not renew together
        var left = Duration.between(now, end).toMillis();
        var renewAt = now.plusMillis((long) (left * (0.7 + 0.1 * random())));
        var earliest = now.plus(LEAST_BETWEEN_RENEWALS);
        kept = new Kept(
                session, Future.succeededFuture(session), now, renewAt.isBefore(earliest) ? earliest : renewAt, end);
        return session;
    }

    private Duration pause(Instant now) {
        var current = kept;
        boolean urgent = current == null || !current.isGood(now);
        long longest = urgent ? PAUSE.toMillis() : LONGEST_PAUSE.toMillis();
        long pause = Math.min(longest, PAUSE.toMillis() << Math.min(failures, 10));
        return Duration.ofMillis(pause + (long) (pause * random()));
    }

    /** The generator is shared by all slots and need not be thread-safe. */
    private double random() {
        synchronized (jitter) {
            return jitter.nextDouble();
        }
    }

    synchronized void refused(Session session) {
        var current = kept;
        if (current != null
                && current.session().equals(session)
                && !clock.instant().isBefore(current.madeAt().plus(YOUNGEST_REFUSED))) {
            kept = null;
        }
    }
}
