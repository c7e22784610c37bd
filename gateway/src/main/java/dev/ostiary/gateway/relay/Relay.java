package dev.ostiary.gateway.relay;

import io.vertx.core.Future;

public final class Relay {
    public Relay(io.vertx.core.Vertx vertx, RelaySettings settings, java.util.function.LongSupplier ticker) {}

    public Future<RelayEnd> relay(UpstreamBody source, ClientSink sink, RelayPlan plan) {
        return Future.failedFuture("not built yet");
    }

    public int running() {
        return 0;
    }

    public int draining() {
        return 0;
    }
}
