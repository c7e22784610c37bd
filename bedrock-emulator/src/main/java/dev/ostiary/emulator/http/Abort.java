package dev.ostiary.emulator.http;

import io.netty.channel.ChannelOption;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;

/** Breaks a connection the hard way. */
final class Abort {
    private static final long INTERNAL_ERROR = 2;

    private Abort() {}

    /** Resets the stream in HTTP/2; in HTTP/1.1 lets the kernel send RST in place of a polite FIN. */
    static void reset(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset(INTERNAL_ERROR);
        } else if (request.connection() instanceof ConnectionBase connection) {
            connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
            connection.channel().close();
        } else {
            request.connection().close();
        }
    }
}
