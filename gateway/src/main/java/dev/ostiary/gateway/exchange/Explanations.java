package dev.ostiary.gateway.exchange;

import dev.ostiary.gateway.authorization.Authorization;
import dev.ostiary.gateway.refusal.Refusal;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the nearest statement of large policy sets on a worker, one search at a time in the whole process: an app that is refused
 * all day costs at most one core and delays nobody. Whoever comes meanwhile is refused at once, without the nearest statement. Any
 * event loop.
 */
final class Explanations {
    private static final Logger LOGGER = LoggerFactory.getLogger(Explanations.class);

    private final AtomicBoolean busy = new AtomicBoolean();

    /** The refusal to send; never fails. */
    Future<Refusal> explain(Authorization.Unexplained denied) {
        Context context = Vertx.currentContext();
        if (context == null || !busy.compareAndSet(false, true)) {
            return Future.succeededFuture(denied.plain());
        }
        Promise<Refusal> refusal = Promise.promise();
        context.executeBlocking(denied.search()::get, false).onComplete(search -> {
            busy.set(false);
            Refusal found = search.result();
            if (found == null) {
                LOGGER.atError().setCause(search.cause()).log("the nearest statement could not be found");
            }
            refusal.complete(found == null ? denied.plain() : found);
        });
        return refusal.future();
    }
}
