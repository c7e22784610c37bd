package dev.ostiary.gateway.timing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CoarseTimersTest {
    private final Vertx vertx = Vertx.vertx();
    private final CoarseTimers timers = new CoarseTimers();
    private final ContextInternal context = (ContextInternal) vertx.getOrCreateContext();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void runsOnTheContextThatSetIt() throws Exception {
        var ranOn = new CompletableFuture<ContextInternal>();
        var set = new CompletableFuture<ContextInternal>();

        context.runOnContext(go -> {
            var current = ContextInternal.current();
            set.complete(current);
            timers.after(current, Duration.ofMillis(1), () -> ranOn.complete(ContextInternal.current()));
        });

        assertThat(ranOn.get(10, TimeUnit.SECONDS)).isSameAs(set.get());
    }

    @Test
    void aTaskThatThrowsDoesNotKeepOthersFromRunning() throws Exception {
        var ran = new CompletableFuture<Boolean>();
        context.exceptionHandler(thrown -> {});

        context.runOnContext(go -> {
            timers.after(context, Duration.ofMillis(1), () -> {
                throw new IllegalStateException("a bug");
            });
            // set when the first has run and nothing waits any more: the wheel must turn again
            timers.after(
                    context,
                    Duration.ofMillis(1),
                    () -> timers.after(context, Duration.ofMillis(300), () -> ran.complete(true)));
        });

        assertThat(ran.get(10, TimeUnit.SECONDS)).isTrue();
    }
}
