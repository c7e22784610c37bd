package dev.ostiary.gateway.relay;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

/** A paused {@link HttpClientResponse} as the source of a relay. Use it on the response's event loop. */
public final class VertxUpstreamBody implements UpstreamBody {
    private final HttpClientResponse response;
    private boolean ended;

    public VertxUpstreamBody(HttpClientResponse response) {
        this.response = response;
    }

    @Override
    public int status() {
        return response.statusCode();
    }

    @Override
    public MultiMap headers() {
        return response.headers();
    }

    @Override
    public void open(Listener listener) {
        response.exceptionHandler(listener::broke);
        response.endHandler(v -> {
            ended = true;
            listener.ended();
        });
        response.handler((Buffer bytes) -> listener.segment(bytes));
    }

    @Override
    public void pause() {
        response.pause();
    }

    @Override
    public void resume() {
        response.resume();
    }

    @Override
    public void cancel() {
        if (!ended) {
            response.request().reset();
        }
    }
}
