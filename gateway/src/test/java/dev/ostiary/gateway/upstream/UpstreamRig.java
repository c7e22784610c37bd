package dev.ostiary.gateway.upstream;

import dev.ostiary.gateway.failures.FailureKind;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** A {@link BedrockUpstream} on an event loop of its own, driven from a test's thread. */
public final class UpstreamRig implements AutoCloseable {
    static final AwsCredentialsIdentity CREDENTIALS = AwsCredentialsIdentity.create("AKIDEXAMPLE", "secret");
    private static final int WAIT_SECONDS = 20;

    public final Vertx vertx = Vertx.vertx();
    final Context loop = vertx.getOrCreateContext();
    public final BedrockUpstream upstream;

    public UpstreamRig(Settings settings) {
        this(settings, UnaryOperator.identity());
    }

    UpstreamRig(Settings settings, UnaryOperator<HttpClientOptions> trust) {
        upstream = new BedrockUpstream(vertx, settings.upstreams(), Clock.systemUTC(), trust);
    }

    static OutboundRequest post(String path) {
        return post(path, Buffer.buffer("{}"));
    }

    static OutboundRequest post(String path, Buffer body) {
        return new OutboundRequest(
                "default",
                "us-east-1",
                "POST",
                path,
                null,
                List.of(Map.entry("Content-Type", "application/json")),
                body,
                false);
    }

    UpstreamReading send(OutboundRequest request) {
        return await(begin(request).reading());
    }

    UpstreamCall begin(OutboundRequest request) {
        return begin("app", request);
    }

    UpstreamCall begin(String app, OutboundRequest request) {
        return onLoop(() -> upstream.send(app, request, CREDENTIALS));
    }

    FailureKind failure(OutboundRequest request) {
        return switch (send(request)) {
            case UpstreamFailure failure -> failure.kind();
            case UpstreamAnswer answer -> throw new AssertionError("expected a failure, got " + answer);
        };
    }

    UpstreamAnswer answer(OutboundRequest request) {
        return switch (send(request)) {
            case UpstreamAnswer answer -> answer;
            case UpstreamFailure failure -> throw new AssertionError("expected an answer, got " + failure);
        };
    }

    /** Sends and reads the body. */
    String text(OutboundRequest request) {
        return body(answer(request));
    }

    String body(UpstreamAnswer answer) {
        return await(onLoop(() -> {
                    var body = answer.response().body();
                    answer.response().resume();
                    return body;
                }))
                .toString();
    }

    /** For answers of any loop: a response may be used from other threads, its events come on its own. */
    String bodyAnywhere(UpstreamAnswer answer) {
        var body = answer.response().body();
        answer.response().resume();
        return await(body).toString();
    }

    public <T> T onLoop(Callable<T> step) {
        Promise<T> promise = Promise.promise();
        loop.runOnContext(run -> {
            try {
                promise.complete(step.call());
            } catch (Exception e) {
                promise.fail(e);
            }
        });
        return await(promise.future());
    }

    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no result: " + e, e);
        }
    }

    int inUse() {
        return upstream.inUse("default", "us-east-1");
    }

    @Override
    public void close() {
        upstream.close();
        await(vertx.close());
    }
}
