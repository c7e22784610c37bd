package dev.ostiary.gateway.exchange;

import dev.ostiary.gateway.http.ResponseEnd;
import dev.ostiary.gateway.relay.RelaySettings;
import dev.ostiary.gateway.upstream.UpstreamCall;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Calls whose client hung up before Bedrock's answer began. As with answers under way ({@code ostiary.relay.on-client-gone}), some are
 * waited for so that their tokens are counted, for a while; the others are given up. Any thread.
 */
public final class Abandoned {
    private final Vertx vertx;
    private final RelaySettings settings;
    private final AtomicInteger waiting = new AtomicInteger();

    public Abandoned(Vertx vertx, RelaySettings settings) {
        this.vertx = vertx;
        this.settings = settings;
    }

    /** Looks after a call until its answer begins. */
    void watch(Exchange exchange, UpstreamCall call) {
        exchange.incoming().ended().onSuccess(end -> {
            if (end == ResponseEnd.CLIENT_GONE && !call.reading().isComplete()) {
                abandon(call);
            }
        });
    }

    private void abandon(UpstreamCall call) {
        boolean drains = settings.onClientGone() == RelaySettings.OnClientGone.DRAIN;
        if (!drains || waiting.incrementAndGet() > settings.drainLimit()) {
            if (drains) {
                waiting.decrementAndGet();
            }
            call.cancel();
            return;
        }
        long timer = vertx.setTimer(settings.drainTimeout().toMillis(), late -> call.cancel());
        call.reading().onComplete(any -> {
            waiting.decrementAndGet();
            vertx.cancelTimer(timer);
        });
    }
}
