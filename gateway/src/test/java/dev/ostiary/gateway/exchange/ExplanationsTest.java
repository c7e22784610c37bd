package dev.ostiary.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.authorization.Authorization;
import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.refusal.RefusalKind;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExplanationsTest {
    private static final Refusal PLAIN = refusal("plain");
    private static final Refusal EXPLAINED = refusal("explained");

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final Explanations explanations = new Explanations();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static Refusal refusal(String advice) {
        return Refusal.of(RefusalKind.ACCESS_DENIED, DeniedBy.POLICY, "no", advice);
    }

    private CompletableFuture<Refusal> explain(Supplier<Refusal> search) {
        var result = Promise.<Refusal>promise();
        loop.runOnContext(now -> explanations
                .explain(new Authorization.Unexplained(PLAIN, search))
                .onComplete(result));
        return result.future().toCompletionStage().toCompletableFuture();
    }

    private static Refusal soon(CompletableFuture<Refusal> future) throws Exception {
        return future.get(10, TimeUnit.SECONDS);
    }

    @Test
    void theSearchRunsOnAWorkerAndItsAnswerComesBackToTheLoop() throws Exception {
        var searcher = new CompletableFuture<Boolean>();
        var back = new CompletableFuture<Boolean>();
        loop.runOnContext(now -> {
            Future<Refusal> answer = explanations.explain(new Authorization.Unexplained(PLAIN, () -> {
                searcher.complete(Context.isOnWorkerThread());
                return EXPLAINED;
            }));
            answer.onComplete(told -> back.complete(Context.isOnEventLoopThread()));
        });

        assertThat(searcher.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(back.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void oneSearchAtATimeAndTheOthersAreToldWithoutIt() throws Exception {
        var go = new CompletableFuture<Refusal>();
        var slow = explain(go::join);

        assertThat(soon(explain(() -> EXPLAINED))).isEqualTo(PLAIN);
        go.complete(EXPLAINED);

        assertThat(soon(slow)).isEqualTo(EXPLAINED);
        assertThat(soon(explain(() -> EXPLAINED))).isEqualTo(EXPLAINED);
    }

    @Test
    void aSearchThatFailsIsARefusalAndTheNextOneMayRun() throws Exception {
        var failed = explain(() -> {
            throw new IllegalStateException("a bug");
        });

        assertThat(soon(failed)).isEqualTo(PLAIN);
        assertThat(soon(explain(() -> EXPLAINED))).isEqualTo(EXPLAINED);
    }
}
