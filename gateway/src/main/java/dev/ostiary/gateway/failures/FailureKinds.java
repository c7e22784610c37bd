package dev.ostiary.gateway.failures;

import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** What Vert.x's and Netty's exceptions mean. */
public final class FailureKinds {
    private FailureKinds() {}

    /** A failure to get a connection. */
    public static FailureKind ofConnecting(Throwable cause) {
        for (var at = cause; at != null; at = at.getCause()) {
            if (at instanceof UnknownHostException) {
                return FailureKind.DNS;
            }
            if (at instanceof SSLException) {
                return FailureKind.TLS;
            }
            if (at instanceof ConnectException
                    || at instanceof ConnectTimeoutException
                    || at instanceof TimeoutException) {
                return FailureKind.CONNECT;
            }
        }
        return FailureKind.CONNECT;
    }

    /** A failure between the request and the answer's head. */
    public static FailureKind ofWaiting(Throwable cause) {
        for (var at = cause; at != null; at = at.getCause()) {
            if (at instanceof SSLException) {
                return FailureKind.TLS;
            }
            if (at instanceof HttpClosedException || at instanceof IOException) {
                return FailureKind.RESET_BEFORE_HEADERS;
            }
        }
        return FailureKind.MALFORMED;
    }

    /** A pooled connection that turned out to be closed, before the request was put on it. */
    public static boolean isStale(Throwable cause) {
        return cause instanceof HttpClosedException || cause instanceof ClosedChannelException;
    }
}
