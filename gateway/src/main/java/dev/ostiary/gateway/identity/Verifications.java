package dev.ostiary.gateway.identity;

import dev.ostiary.gateway.token.TokenDigest;
import dev.ostiary.gateway.token.TokenRefusals;
import dev.ostiary.gateway.token.TokenVerifier;
import dev.ostiary.gateway.token.Verification;
import dev.ostiary.gateway.token.Verification.KeyMissing;
import dev.ostiary.gateway.token.Verification.Unverified;
import dev.ostiary.gateway.token.VerifiedToken;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs verifications on workers of their own: signatures cost CPU, so strangers may fill this queue and nothing else. Stateful and
 * safe from any thread: counts what waits, and lets the same token that arrives many times at once be verified once.
 */
final class Verifications implements AutoCloseable {
    private static final int MAX_WAITING_PER_WORKER = 500;

    private final WorkerExecutor workers;
    private final int maxWaiting;
    private final TokenVerifier verifier;
    private final AtomicInteger waiting = new AtomicInteger();
    private final ConcurrentMap<TokenDigest, Running> running = new ConcurrentHashMap<>();

    private record Running(Register register, Future<Verification> end) {}

    Verifications(Vertx vertx, TokenVerifier verifier) {
        int count = Runtime.getRuntime().availableProcessors();
        this.workers = vertx.createSharedWorkerExecutor("ostiary-identity", count);
        this.maxWaiting = MAX_WAITING_PER_WORKER * count;
        this.verifier = verifier;
    }

    /** @return never {@link KeyMissing}; completes on an arbitrary thread */
    Future<Verification> verify(TokenDigest digest, String compact, Register register) {
        Running same = running.get(digest);
        if (same != null && same.register() == register) {
            return same.end();
        }
        Future<Verification> end = attempt(compact, register, true).compose(first -> switch (first) {
            case KeyMissing missing -> missing.keys().lookAgain().compose(looked -> attempt(compact, register, false));
            case VerifiedToken verified -> Future.succeededFuture(verified);
            case Unverified unverified -> Future.succeededFuture(unverified);
        });
        var mine = new Running(register, end);
        running.put(digest, mine);
        return end.onComplete(ended -> running.remove(digest, mine));
    }

    private Future<Verification> attempt(String compact, Register register, boolean mayAskForKeys) {
        if (waiting.incrementAndGet() > maxWaiting) {
            waiting.decrementAndGet();
            return Future.succeededFuture(Unverified.of("busy", TokenRefusals.busy()));
        }
        return workers.executeBlocking(() -> verifier.verify(compact, register.realms(), mayAskForKeys), false)
                .<Verification>map(Objects::requireNonNull)
                .onComplete(ended -> waiting.decrementAndGet());
    }

    @Override
    public void close() {
        workers.close();
    }
}
