package dev.ostiary.gateway.wire;

import dev.ostiary.gateway.streams.FrameWatch;
import dev.ostiary.gateway.streams.StalledStreams;
import dev.ostiary.gateway.streams.StreamWatch;
import dev.ostiary.gateway.timing.LoopClock;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.http.impl.HttpServerImpl;
import io.vertx.core.http.impl.HttpServerWorker;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.impl.SslChannelProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The connections of one event loop. Puts our handlers in front of Vert.x' own HTTP pipeline, which stays the one that turns bytes
 * into requests. Stateful; only for its event loop.
 */
final class Lane {
    private static final AttributeKey<ClientConnection> CLIENT = AttributeKey.valueOf(Lane.class, "client");

    private static final String FRAMES = "frames";

    private final ContextInternal context;
    private final ConnectionBounds bounds;
    private final RequestSink sink;
    private final LoopClock clock;
    private final IdleList idle = new IdleList();
    private final Set<ClientConnection> connections = new HashSet<>();
    private final HttpServerWorker http1;
    private final HttpServerWorker http2;
    private final HttpServerWorker tls;
    private boolean draining;

    Lane(VertxInternal vertx, EventLoop loop, ConnectionBounds bounds, RequestSink sink) {
        this.bounds = bounds;
        this.sink = sink;
        clock = new LoopClock(loop);
        context = vertx.createEventLoopContext(
                loop, vertx.getWorkerPool(), Thread.currentThread().getContextClassLoader());
        http1 = worker(vertx, ServerOptions.http1(bounds));
        http2 = worker(vertx, ServerOptions.http2(bounds));
        tls = worker(vertx, ServerOptions.tls(bounds));
    }

    private HttpServerWorker worker(VertxInternal vertx, HttpServerOptions options) {
        var origin = (options.isSsl() ? "https" : "http") + "://localhost";
        // never listens: Vert.x' server is only asked for its options; it cannot stop accepting without closing what
        // runs
        var server = new HttpServerImpl(vertx, options);
        return new HttpServerWorker(
                context, context::duplicate, server, vertx, options, origin, this::connected, broken -> {}, null);
    }

    LoopClock clock() {
        return clock;
    }

    IdleList idle() {
        return idle;
    }

    ConnectionBounds bounds() {
        return bounds;
    }

    boolean isDraining() {
        return draining;
    }

    void accept(Channel channel) {
        open(channel);
        channel.pipeline().addLast("sniffer", new ProtocolSniffer(this));
    }

    void acceptTls(Channel channel, SslChannelProvider provider) {
        open(channel);
        tls.accept(channel, provider);
        channel.pipeline().addAfter("ssl", FRAMES, watchFrames(channel));
    }

    void configureHttp1(Channel channel) {
        http1.accept(channel, null);
    }

    void configureHttp2(Channel channel) {
        channel.pipeline().addLast(FRAMES, watchFrames(channel));
        http2.accept(channel, null);
    }

    private FrameWatch watchFrames(Channel channel) {
        var frames = new FrameWatch(clock, bounds.headTimeout());
        channel.attr(CLIENT).get().watch(frames);
        return frames;
    }

    private void open(Channel channel) {
        var client = new ClientConnection(channel, this);
        channel.attr(CLIENT).set(client);
        client.opened();
        connections.add(client);
        channel.closeFuture().addListener(closed -> connections.remove(client));
    }

    private void connected(HttpServerConnection connection) {
        var client = connection.channel().attr(CLIENT).get();
        // peers break connections all the time; what matters of it reaches the request
        connection.exceptionHandler(broken -> {});
        if (connection.channelHandlerContext().handler() instanceof Http2ConnectionHandler handler) {
            client.watch(new StalledStreams(connection.channelHandlerContext(), handler, bounds.writeIdle()));
            handler.connection()
                    .addListener(new StreamWatch(
                            handler.connection(), client::busy, () -> client.resting(bounds.keepAlive())));
            connection.channel().pipeline().get(FrameWatch.class).watch(handler.connection());
            client.resting(bounds.keepAlive());
            serve(
                    connection,
                    new Peer(address(connection), connection.isSsl(), clock, System::nanoTime, () -> false, () -> {}));
        } else {
            var decoder = new RequestDecoder(client, bounds.maxHeadBytes());
            var pipeline = connection.channel().pipeline();
            if (pipeline.get(FRAMES) != null) {
                pipeline.remove(FRAMES);
            }
            pipeline.replace("httpDecoder", "httpDecoder", decoder);
            pipeline.addAfter("httpEncoder", "answers", new AnswerWatch(client, decoder));
            serve(
                    connection,
                    new Peer(
                            address(connection),
                            connection.isSsl(),
                            clock,
                            decoder::headBegan,
                            decoder::isBodyMalformed,
                            decoder::ignoreWhatFollows));
        }
        if (draining) {
            client.drain(Duration.ZERO);
        }
    }

    private static InetAddress address(HttpServerConnection connection) {
        return ((InetSocketAddress) connection.channel().remoteAddress()).getAddress();
    }

    private void serve(HttpServerConnection connection, Peer peer) {
        connection.invalidRequestHandler(request -> sink.malformed(request, peer));
        connection.handler(request -> {
            request.pause();
            if (draining && request.version() == HttpVersion.HTTP_2) {
                // it was sent before the client knew; it may go elsewhere as it is
                request.response().reset(Http2Error.REFUSED_STREAM.code());
            } else {
                sink.request(request, peer);
            }
        });
    }

    /** From now on connections close as soon as nothing runs on them. */
    void drain(Duration longest) {
        draining = true;
        List.copyOf(connections).forEach(connection -> connection.drain(longest));
    }

    void dropAll() {
        List.copyOf(connections).forEach(ClientConnection::drop);
    }

    /** Makes room by closing the connection that has been idle longest; false when a request runs on every one. */
    boolean makeRoom() {
        var victim = idle.longestIdle();
        if (victim == null) {
            return false;
        }
        victim.drop();
        return true;
    }
}
