package dev.ostiary.gateway.sides;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.List;
import java.util.Map;

/** The response of a {@link HttpServerRequest} as the target of a relay. Use it on the request's event loop. */
public final class VertxClientSink implements ClientSink {
    private static final long HTTP2_INTERNAL_ERROR = 2;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private boolean told;

    public VertxClientSink(HttpServerRequest request) {
        this.request = request;
        this.response = request.response();
    }

    @Override
    public void open(Listener listener) {
        if (response.closed()) {
            tellGone(listener);
            return;
        }
        response.drainHandler(v -> listener.drained());
        response.exceptionHandler(cause -> tellGone(listener));
        response.closeHandler(v -> tellGone(listener));
    }

    private void tellGone(Listener listener) {
        if (!told) {
            told = true;
            listener.gone();
        }
    }

    @Override
    public void head(int status, List<Map.Entry<String, String>> headers) {
        response.setStatusCode(status);
        headers.forEach(header -> response.headers().add(header.getKey(), header.getValue()));
    }

    @Override
    public void flushHead() {
        frameBody();
        if (request.version() == HttpVersion.HTTP_1_0) {
            // without chunks the body ends with the connection, which Vert.x allows a write but no bare head
            response.write(Buffer.buffer());
        } else {
            response.writeHead();
        }
    }

    @Override
    public Future<Void> write(Buffer bytes) {
        frameBody();
        return response.write(bytes);
    }

    /** Not before there is a body: an answer without one needs no framing and, with some statuses, may have none. */
    private void frameBody() {
        if (!response.headWritten() && !response.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            response.setChunked(true);
        }
    }

    @Override
    public Future<Void> end(Buffer last) {
        return response.end(last);
    }

    @Override
    public void reset() {
        if (request.version() == HttpVersion.HTTP_2) {
            response.reset(HTTP2_INTERNAL_ERROR);
        } else if (request.connection() instanceof ConnectionBase connection) {
            // not the connection's close(): it waits until everything before it is written, which a reader that takes
            // nothing never lets happen
            end(connection.channel());
        } else {
            request.connection().close();
        }
    }

    /** Without a length or chunks an answer of HTTP/1.0 ends where its connection does: only a TCP reset tells that it broke. */
    private void end(Channel channel) {
        if (request.version() == HttpVersion.HTTP_1_0) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.unsafe().close(channel.voidPromise());
        } else {
            channel.close();
        }
    }

    @Override
    public boolean isFull() {
        return !response.ended() && response.writeQueueFull();
    }
}
