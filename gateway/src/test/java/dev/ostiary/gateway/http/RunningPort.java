package dev.ostiary.gateway.http;

import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.refusal.RefusalKind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A data port with a handler of the test's choice behind it, and a record of what reached the handler. */
public final class RunningPort implements AutoCloseable {
    final Vertx vertx;
    final DataPort port;
    final List<Incoming> handled = new CopyOnWriteArrayList<>();
    final List<Refusal> refused = new CopyOnWriteArrayList<>();
    /** How each of the handled ended. */
    final List<Future<ResponseEnd>> ends = new CopyOnWriteArrayList<>();

    private RunningPort(Map<String, String> settings, Consumer<Incoming> handler) {
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
        port = get(DataPort.start(vertx, TestSettings.with(settings), new RequestHandler() {
            @Override
            public void handle(Incoming incoming) {
                Promise<ResponseEnd> end = Promise.promise();
                incoming.onEnd(end::complete);
                ends.add(end.future());
                handled.add(incoming);
                handler.accept(incoming);
            }

            @Override
            public void refused(Incoming incoming, Refusal refusal) {
                refused.add(refusal);
            }
        }));
    }

    public static RunningPort with(Map<String, String> settings, Consumer<Incoming> handler) {
        return new RunningPort(settings, handler);
    }

    /** Reads the body and answers with what it got. */
    static RunningPort echoing(Map<String, String> settings) {
        return new RunningPort(settings, RunningPort::echo);
    }

    /** Every request is an app of its own. */
    static void echo(Incoming incoming) {
        echo(incoming, incoming.requestId());
    }

    static void echo(Incoming incoming, String app) {
        incoming.readBody(app).onSuccess(reading -> {
            switch (reading) {
                case BodyReading.Body body ->
                    incoming.response()
                            .end(Buffer.buffer("got " + incoming.head().method() + " "
                                    + incoming.head().target() + " "
                                    + body.bytes().length()));
                case BodyReading.Refused no -> incoming.refuse(no.refusal(), null);
                case BodyReading.ClientGone gone -> {}
            }
        });
    }

    /** A 401 without looking at the body, as for a wrong token. */
    public static void deny(Incoming incoming) {
        incoming.refuse(
                Refusal.of(RefusalKind.UNRECOGNIZED_CLIENT, DeniedBy.TOKEN, "The token is not known.", "get a new one"),
                "us-east-1");
    }

    RawSocket connect() throws IOException {
        return new RawSocket(port.port());
    }

    /** Sends the bytes, ends the output, and has everything that comes back. */
    public String exchange(String bytes) throws IOException {
        try (var socket = connect()) {
            return socket.send(bytes).readToEnd();
        }
    }

    static <T> T get(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException failed) {
            throw new AssertionError(failed);
        }
    }

    @Override
    public void close() {
        get(vertx.close());
    }
}
