package dev.ostiary.gateway.sides;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientResponse;

/** A paused {@link HttpClientResponse} as the source of a relay. Use it on the response's event loop. */
public final class VertxUpstreamBody implements UpstreamBody {
    private final MultiMap headers;
    private final HttpClientResponse response;
    private final Runnable canceller;

    /**
     * @param headers those of the answer that may go back to the app
     * @param canceller gives the answer up; must do nothing once all of it was received, when the connection may serve another call
     */
    public VertxUpstreamBody(MultiMap headers, HttpClientResponse response, Runnable canceller) {
        this.headers = headers;
        this.response = response;
        this.canceller = canceller;
    }

    @Override
    public int status() {
        return response.statusCode();
    }

    @Override
    public MultiMap headers() {
        return headers;
    }

    @Override
    public void open(Listener listener) {
        try {
            response.handler(listener::segment);
        } catch (IllegalStateException brokeBefore) {
            // Vert.x refuses handlers for an answer that is over; the future below says how it ended
        }
        response.end().onComplete(end -> {
            if (end.succeeded()) {
                listener.ended();
            } else {
                listener.broke(end.cause());
            }
        });
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
        canceller.run();
    }
}
