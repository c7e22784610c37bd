package dev.ostiary.gateway.wire;

import io.vertx.core.http.HttpServerRequest;

/** Who takes the requests of all connections. Called on the event loop of the connection. */
public interface RequestSink {
    /** The body is paused. The HTTP grammar of the head is right; what the head means has not been looked at. */
    void request(HttpServerRequest request, Peer peer);

    /**
     * An HTTP/1 request that could not be decoded ({@link HttpServerRequest#decoderResult()} says why). It must be answered; then the
     * connection closes by itself, and nothing that follows on it is looked at.
     */
    void malformed(HttpServerRequest request, Peer peer);
}
