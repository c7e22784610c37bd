package dev.ostiary.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostiary.gateway.upstream.UpstreamAnswer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Small answers that are read whole: threat model 91, for answers that are no stream. */
class WholeBodyTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger cancelled = new AtomicInteger();

    @AfterEach
    void close() throws Exception {
        get(vertx.close());
    }

    @Test
    void aBodyIsReadToItsEnd() throws Exception {
        assertThat(read(answer -> answer.end("{}"), Duration.ofSeconds(20))).hasToString("{}");
        assertThat(cancelled).hasValue(0);
    }

    @Test
    void aBodyThatIsTooLongIsGivenUp() throws Exception {
        assertThat(read(answer -> answer.end("x".repeat(101)), Duration.ofSeconds(20)))
                .isNull();
        await().until(() -> cancelled.get() == 1);
    }

    @Test
    void aBodyThatFallsSilentIsGivenUpAtItsTimeLimit() throws Exception {
        assertThat(read(answer -> answer.setChunked(true).write("{"), Duration.ofMillis(200)))
                .isNull();
        await().until(() -> cancelled.get() == 1);
    }

    private @Nullable Buffer read(Consumer<HttpServerResponse> server, Duration longest) throws Exception {
        int port = get(vertx.createHttpServer()
                        .requestHandler(request -> server.accept(request.response()))
                        .listen(0, "127.0.0.1"))
                .actualPort();
        Promise<@Nullable Buffer> read = Promise.promise();
        // on the answer's event loop from the beginning, as in production: else it may end before anybody listens
        vertx.runOnContext(go -> vertx.createHttpClient()
                .request(HttpMethod.GET, port, "127.0.0.1", "/")
                .compose(request -> request.send())
                .compose(response -> WholeBody.read(answer(response), 100, longest))
                .onComplete(read));
        return get(read.future());
    }

    private UpstreamAnswer answer(HttpClientResponse response) {
        return new UpstreamAnswer(500, response.headers(), response, null, null, cancelled::incrementAndGet);
    }

    private static <T extends @Nullable Object> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
