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
                        .setMaxHeaderListSize(bounds.maxHeadBytes()))
                // per stream 64 KiB, in all 256 KiB: what a connection may send before anybody has looked at its tokens
                .setHttp2ConnectionWindowSize(256 << 10)
                .setHttp2RstFloodMaxRstFramePerWindow(MAX_RESETS)
                .setHttp2RstFloodWindowDuration(10)
                .setHttp2RstFloodWindowDurationTimeUnit(TimeUnit.SECONDS)
                .setAcceptBacklog(1_024)
                .setTcpKeepAlive(true);
    }
}
