package dev.ostiary.gateway.exchange;

import dev.ostiary.gateway.http.ResponseEnd;
import dev.ostiary.gateway.relay.Drains;
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

    /** Looks after a call until its answer begins. Called before anybody waits for the answer. */
    void watch(Exchange exchange, UpstreamCall call) {
        var wait = new Wait(call, vertx.getOrCreateContext());
        call.reading().onComplete(any -> wait.over());
        exchange.incoming().ended().onSuccess(end -> {
            if (end == ResponseEnd.CLIENT_GONE && !call.reading().isComplete()) {
                wait.begin();
            }
        });
    }

    /** One call, on the event loop of its exchange. */
    private final class Wait {
        private final UpstreamCall call;
        private final Context context;
        private Drains.@Nullable Place place;
        private long timer = -1;

        Wait(UpstreamCall call, Context context) {
            this.call = call;
            this.context = context;
        }

        void begin() {
            place = drains.take(() -> context.runOnContext(nothing -> call.cancel()));
            if (place == null) {
                call.cancel();
            } else {
                timer = vertx.setTimer(longest.toMillis(), late -> call.cancel());
            }
        }

        /** Whoever reads the answer takes a place for it now; between the two, the call must not look ended. */
        void over() {
            var waited = place;
            if (waited != null) {
                vertx.cancelTimer(timer);
                waited.handOver();
                context.runOnContext(answered -> waited.free());
            }
        }
    }
}
