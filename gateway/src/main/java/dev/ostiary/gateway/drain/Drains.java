package dev.ostiary.gateway.drain;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The calls that go on although their app hung up ({@code ostiary.relay.on-client-gone}), whether their answer has begun or not: at
 * most {@code ostiary.relay.drain-limit} together. The process waits for them when it ends, and gives them up when that takes too
 * long, so that each is told like every other exchange. Any thread.
 */
public final class Drains {
    private final int limit;
    private final AtomicInteger taken = new AtomicInteger();
    private final Set<Place> places = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Promise<Void> empty;
    private volatile boolean over;

    private Drains(int limit) {
        this.limit = limit;
    }

    public static Drains of(DrainSettings settings) {
        boolean drains = settings.onClientGone() == DrainSettings.OnClientGone.DRAIN;
        return new Drains(drains ? settings.drainLimit() : 0);
    }

    /**
     * A place for one call, or null when it must be given up at once.
     *
     * @param giveUp ends the call early, on any thread; harmless when it has ended
     */
    public @Nullable Place take(Runnable giveUp) {
        var place = new Place(giveUp);
        if (taken.incrementAndGet() > limit) {
            taken.decrementAndGet();
            return null;
        }
        places.add(place);
        if (over) {
            place.free();
            return null;
        }
        return place;
    }

    /** Calls that go on without their app. */
    public int running() {
        return taken.get();
    }

    /** Completes when no call goes on without its app. */
    public Future<Void> ended() {
        var ended = Promise.<Void>promise();
        empty = ended;
        tellWhenEmpty();
        return ended.future();
    }

    /** Ends them all, and lets no other one go on. */
    public void giveUp() {
        over = true;
        places.forEach(place -> place.giveUp.run());
    }

    private void tellWhenEmpty() {
        var waiting = empty;
        if (waiting != null && places.isEmpty()) {
            waiting.tryComplete();
        }
    }

    /** One call that goes on without its app. */
    public final class Place {
        private final Runnable giveUp;
        private final AtomicBoolean counts = new AtomicBoolean(true);

        private Place(Runnable giveUp) {
            this.giveUp = giveUp;
        }

        /** Lets the call take another place in place of this one, which is to be freed right after. */
        public void handOver() {
            if (counts.compareAndSet(true, false)) {
                taken.decrementAndGet();
            }
        }

        /** The call has ended; only the first time counts. */
        public void free() {
            handOver();
            if (places.remove(this)) {
                tellWhenEmpty();
            }
        }
    }
}
