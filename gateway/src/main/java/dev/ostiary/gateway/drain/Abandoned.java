package dev.ostiary.gateway.drain;

import dev.ostiary.gateway.upstream.UpstreamCall;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Calls whose client hung up before Bedrock's answer began. As with answers under way ({@code ostiary.relay.on-client-gone}), some are
 * waited for so that their tokens are counted, for a while; the others are given up. Any thread.
 */
public final class Abandoned {
    private final Vertx vertx;
    private final Drains drains;
    private final Duration longest;

    /** @param longest {@code ostiary.relay.drain-timeout} */
    public Abandoned(Vertx vertx, Drains drains, Duration longest) {
        this.vertx = vertx;
        this.drains = drains;
        this.longest = longest;
    }

    /**
     * The client of an open call has hung up.
     *
     * @param context of its exchange, on which this is called
     * @return null when the call was given up
     */
    public @Nullable Wait begin(UpstreamCall call, Context context) {
        var place = drains.take(() -> context.runOnContext(nothing -> call.cancel()));
        if (place == null) {
            call.cancel();
            return null;
        }
        return new Wait(context, place, vertx.setTimer(longest.toMillis(), late -> call.cancel()));
    }

    /** One call that is waited for, on the event loop of its exchange. */
    public final class Wait {
        private final Context context;
        private final Drains.Place place;
        private final long timer;

        private Wait(Context context, Drains.Place place, long timer) {
            this.context = context;
            this.place = place;
            this.timer = timer;
        }

        /** Whoever reads the answer takes a place for it now; between the two, the call must not look ended. */
        public void over() {
            vertx.cancelTimer(timer);
            place.handOver();
            context.runOnContext(answered -> place.free());
        }
    }
}
