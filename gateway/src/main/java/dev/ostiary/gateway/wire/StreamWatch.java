package dev.ostiary.gateway.wire;

import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2Stream;

/** Tells an HTTP/2 connection when requests run on it. */
final class StreamWatch extends Http2ConnectionAdapter {
    private final ClientConnection client;
    private final Http2Connection connection;

    StreamWatch(ClientConnection client, Http2Connection connection) {
        this.client = client;
        this.connection = connection;
    }

    @Override
    public void onStreamActive(Http2Stream stream) {
        client.busy();
    }

    @Override
    public void onStreamClosed(Http2Stream stream) {
        if (connection.numActiveStreams() == 0) {
            client.resting(client.lane().bounds().keepAlive());
        }
    }
}
