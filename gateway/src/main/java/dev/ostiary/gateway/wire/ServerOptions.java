package dev.ostiary.gateway.wire;

import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.TimeUnit;

/** Vert.x' options for the three ways in. Its own idle timers stay off: {@link ClientConnection} has finer ones. */
final class ServerOptions {
    static final int MAX_STREAMS = 1_000;

    /**
     * Resets by one connection in ten seconds. Netty's 200 in 30 s would end an app that cancels seven answers a second, together
     * with everything else on its connection.
     */
    private static final int MAX_RESETS = 1_000;

    /**
     * Netty answers a longer HTTP/2 head itself, with a bare 431 that nobody hears of, and ends the connection over a header block a
     * quarter longer still. This is how much may be taken into memory, twice what may be used: heads between the two are read and then
     * refused like everything else (RFC 9113, 6.5.2 lets a lower limit be enforced than the advertised one).
     */
    private static final int HEAD_ROOM = 2;

    private ServerOptions() {}

    static HttpServerOptions http1(ConnectionBounds bounds) {
        return base(bounds).setHttp2ClearTextEnabled(false);
    }

    static HttpServerOptions http2(ConnectionBounds bounds) {
        return base(bounds).setHttp2ClearTextEnabled(true);
    }

    static HttpServerOptions tls(ConnectionBounds bounds) {
        return base(bounds)
                .setSsl(true)
                .setUseAlpn(true)
                .setSslHandshakeTimeout(bounds.headTimeout().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    }

    private static HttpServerOptions base(ConnectionBounds bounds) {
        return new HttpServerOptions()
                .setMaxHeaderSize(bounds.maxHeadBytes())
                .setMaxInitialLineLength(bounds.maxHeadBytes())
                .setInitialSettings(new Http2Settings()
                        .setMaxConcurrentStreams(MAX_STREAMS)
                        .setMaxHeaderListSize((long) HEAD_ROOM * bounds.maxHeadBytes()))
                // per stream 64 KiB, in all 256 KiB: what a connection may send before anybody has looked at its tokens
                .setHttp2ConnectionWindowSize(256 << 10)
                .setHttp2RstFloodMaxRstFramePerWindow(MAX_RESETS)
                .setHttp2RstFloodWindowDuration(10)
                .setHttp2RstFloodWindowDurationTimeUnit(TimeUnit.SECONDS)
                .setAcceptBacklog(1_024)
                .setTcpKeepAlive(true);
    }
}
