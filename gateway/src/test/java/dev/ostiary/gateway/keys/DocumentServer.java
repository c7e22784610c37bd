package dev.ostiary.gateway.keys;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An issuer's web server on a free loopback port: real HTTP, scripted answers, counted requests. */
public final class DocumentServer implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Handler<HttpServerRequest>> answers = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();

    public DocumentServer(Vertx vertx) {
        this.server =
                await(vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"));
    }

    private void answer(HttpServerRequest request) {
        requests.computeIfAbsent(request.path(), path -> new AtomicInteger()).incrementAndGet();
        answers.getOrDefault(
                        request.path(), r -> r.response().setStatusCode(404).end())
                .handle(request);
    }

    public DocumentServer serve(String path, String json) {
        return answer(
                path,
                request -> request.response()
                        .putHeader("content-type", "application/json")
                        .end(json));
    }

    public DocumentServer answer(String path, Handler<HttpServerRequest> answer) {
        answers.put(path, answer);
        return this;
    }

    public int requests(String path) {
        AtomicInteger count = requests.get(path);
        return count == null ? 0 : count.get();
    }

    public URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.actualPort() + path);
    }

    @Override
    public void close() {
        await(server.close());
    }

    /** The result, within ten seconds. */
    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the future did not end well", e);
        }
    }
}
