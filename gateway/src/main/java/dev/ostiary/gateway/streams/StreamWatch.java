package dev.ostiary.gateway.streams;

import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2Stream;

/** Tells whether requests run on an HTTP/2 connection. */
public final class StreamWatch extends Http2ConnectionAdapter {
    private final Http2Connection connection;
    private final Runnable busy;
    private final Runnable resting;

    /**
     * @param busy run whenever a request begins
     * @param resting run when the last one has ended
     */
    public StreamWatch(Http2Connection connection, Runnable busy, Runnable resting) {
        this.connection = connection;
        this.busy = busy;
        this.resting = resting;
    }

    @Override
    public void onStreamActive(Http2Stream stream) {
        busy.run();
    }

    @Override
    public void onStreamClosed(Http2Stream stream) {
        if (connection.numActiveStreams() == 0) {
            resting.run();
        }
    }
}
