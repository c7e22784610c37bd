package dev.ostiary.gateway.credentials;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * The session that signs a call. One per recipe: asked for once however many calls wait, kept until it nears its end, made anew in
 * the background before that, and used to its end while STS is down. A recipe without a session is a refusal for whoever asked,
 * never somebody else's session and never the gateway's own credentials.
 *
 * <p>Thread-safe; never blocks.
 */
public final class Sessions {
    /** More than any session lives unused; what is left behind after a change of tags or roles goes with it. */
    private static final Duration KEPT_UNUSED = Duration.ofHours(1);

    private static final int MOST_KEPT = 10_000;

    private final Cache<SessionRecipe, SessionSlot> slots = Caffeine.newBuilder()
            .maximumSize(MOST_KEPT)
            .expireAfterAccess(KEPT_UNUSED)
            .executor(Runnable::run)
            .build();
    private final SessionSource source;
    private final Executor workers;
    private final Clock clock;
    private final RandomGenerator jitter;

    /**
     * @param source blocking
     * @param workers where the source runs; may be bounded, see {@link SessionWorkers}
     */
    public Sessions(SessionSource source, Executor workers, Clock clock, RandomGenerator jitter) {
        this.source = source;
        this.workers = workers;
        this.clock = clock;
        this.jitter = jitter;
    }

    /** Completes on the caller's Vert.x context if it has one; at once when a good session is at hand. */
    public Future<SessionReading> session(SessionRecipe recipe) {
        var reading = slot(recipe).read();
        var context = Vertx.currentContext();
        if (reading.isComplete() || context == null) {
            return reading;
        }
        var promise = Promise.<SessionReading>promise();
        reading.onComplete(done -> context.runOnContext(here -> promise.handle(done)));
        return promise.future();
    }

    /**
     * AWS refused this session although it has not expired (keys taken away, a role deleted and made again): the next call makes a
     * new one. Does nothing when there is a newer one already or when it is too young: a clock that is wrong must not have STS
     * asked on every call.
     */
    public void refused(SessionRecipe recipe, Session session) {
        slot(recipe).refused(session);
    }

    private SessionSlot slot(SessionRecipe recipe) {
        var key = recipe.roleArn() == null ? SessionRecipe.own(recipe.upstream(), recipe.region()) : recipe;
        return slots.get(key, absent -> new SessionSlot(absent, source, workers, clock, jitter));
    }
}
