package dev.ostiary.gateway.upstream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * Knows of one pooled connection what Vert.x does not tell: whether a request was handed to a live socket, and whether the
 * exchange on it is over. The latter matters because resetting a Vert.x request whose answer has wholly arrived closes the
 * connection even when the pool has given it to another call already.
 *
 * <p>It also drops interim answers: Vert.x takes a 102 for the final answer, and the real one for that of the next request.
 *
 * <p>Used on the connection's event loop only.
 */
final class ConnectionWatch extends ChannelDuplexHandler {
    private static final int KEEP_ALIVE_PROBE_SECONDS = 60;

    private @Nullable Exchange current;
    private boolean interim;

    /** One request and its answer on a connection. */
    static final class Exchange {
        private final Runnable whenOver;
        private boolean written;
        private boolean over;

        /** @param whenOver run once: the answer's last byte was read from the socket, or the connection closed */
        Exchange(Runnable whenOver) {
            this.whenOver = whenOver;
        }

        /** False only when it is certain that not one byte of the request went out. */
        boolean isWritten() {
            return written;
        }

        boolean isOver() {
            return over;
        }

        private void end() {
            if (!over) {
                over = true;
                whenOver.run();
            }
        }
    }

    static void install(HttpConnection connection) {
        // the call on it learns of the failure, and an idle connection that breaks is nobody's concern; Vert.x logs
        // errors otherwise
        connection.exceptionHandler(broken -> {});
        var channel = ((ConnectionBase) connection).channel();
        channel.pipeline().addBefore("handler", "ostiary", new ConnectionWatch());
        // a model may think for an hour; NAT gateways and load balancers forget a silent connection after 350 s
        channel.config().setOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), KEEP_ALIVE_PROBE_SECONDS);
    }

    /** Begins an exchange on a connection that was just taken from the pool; one that is closed already ends it at once. */
    static void begin(HttpConnection connection, Exchange exchange) {
        begin(((ConnectionBase) connection).channel(), exchange);
    }

    static void begin(Channel channel, Exchange exchange) {
        var watch = channel.pipeline().get(ConnectionWatch.class);
        if (watch == null || !channel.isActive()) {
            exchange.end();
            return;
        }
        watch.current = exchange;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        if (current != null && message instanceof HttpRequest && ctx.channel().isActive()) {
            current.written = true;
        }
        super.write(ctx, message, promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (message instanceof HttpResponse head && isInterim(head)) {
            interim = true;
        }
        if (interim) {
            interim = !(message instanceof LastHttpContent);
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof LastHttpContent) {
            endCurrent();
        }
        super.channelRead(ctx, message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        endCurrent();
        super.channelInactive(ctx);
    }

    private void endCurrent() {
        var ending = current;
        current = null;
        if (ending != null) {
            ending.end();
        }
    }

    private static boolean isInterim(HttpResponse head) {
        return head.decoderResult().isSuccess()
                && head.status().codeClass() == HttpStatusClass.INFORMATIONAL
                && head.status().code() != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
    }
}
