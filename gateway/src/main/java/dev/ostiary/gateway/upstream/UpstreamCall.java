package dev.ostiary.gateway.upstream;

import dev.ostiary.gateway.failures.FailureKind;
import io.vertx.core.Future;

/** A call on its way: an answer may take an hour, and the client may be gone long before. */
public interface UpstreamCall {

    /** Completes on the caller's Vert.x context. Fails only by a bug. */
    Future<UpstreamReading> reading();

    /**
     * Gives the call up, as long as {@link #reading()} is open: it then completes with {@link FailureKind#CANCELLED} and the
     * connection is closed. Later it does nothing; use {@link UpstreamAnswer#cancel()} then. On the caller's context.
     */
    void cancel();
}
