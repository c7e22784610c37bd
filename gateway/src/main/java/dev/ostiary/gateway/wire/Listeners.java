package dev.ostiary.gateway.wire;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.impl.SSLHelper;
import io.vertx.core.net.impl.SslChannelProvider;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** Listening sockets and the connections that came in through them, spread over Vert.x' event loops. Thread-safe. */
@SuppressWarnings(
        "FutureReturnValueIgnored") // a write or close that fails ends the connection, which is seen elsewhere
public final class Listeners {
    /**
     * Bytes that the kernel may hold for one client. Left to itself it takes 4 MB and more, and tells of room only when a third is free:
     * a client that reads slowly would look like one that reads nothing, and many of them would hold gigabytes.
     */
    private static final int SEND_BUFFER = 256 << 10;

    private final VertxInternal vertx;
    private final ConnectionBounds bounds;
    private final Map<EventLoop, Lane> lanes = new HashMap<>();
    private final List<Channel> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private final Promise<Void> empty = Promise.promise();
    private final DropWarning warning;
    private volatile boolean draining;

    public Listeners(Vertx vertx, ConnectionBounds bounds, RequestSink sink) {
        this.vertx = (VertxInternal) vertx;
        this.bounds = bounds;
        this.warning = new DropWarning(bounds.maxConnections());
        for (var executor : this.vertx.getEventLoopGroup()) {
            var loop = (EventLoop) executor;
            lanes.put(loop, new Lane(this.vertx, loop, bounds, sink));
        }
    }

    /** Listens for HTTP/1.1 and HTTP/2 with prior knowledge. The future has the port, or the reason why it cannot be had. */
    public Future<Integer> listen(String host, int port) {
        return bind(host, port, Lane::accept);
    }

    /** Listens for TLS with ALPN. */
    public Future<Integer> listenTls(String host, int port, KeyCertOptions certificate) {
        var options = ServerOptions.tls(bounds).setKeyCertOptions(certificate);
        var context = vertx.getOrCreateContext();
        return new SSLHelper(options, List.of("h2", "http/1.1"))
                .buildChannelProvider(options.getSslOptions(), context)
                .compose(provider -> bindTls(host, port, provider));
    }

    private Future<Integer> bindTls(String host, int port, SslChannelProvider provider) {
        return bind(host, port, (lane, channel) -> lane.acceptTls(channel, provider));
    }

    private Future<Integer> bind(String host, int port, BiConsumer<Lane, Channel> acceptor) {
        var bootstrap = new ServerBootstrap()
                .group(vertx.getAcceptorEventLoopGroup(), vertx.getEventLoopGroup())
                .channelFactory(vertx.transport().serverChannelFactory(false))
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.SO_SNDBUF, SEND_BUFFER)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept(channel, acceptor);
                    }
                });
        vertx.transport().configure(ServerOptions.http1(bounds), false, bootstrap);
        var bound = Promise.<Integer>promise();
        bootstrap.bind(new InetSocketAddress(host, port)).addListener((ChannelFutureListener) attempt -> {
            if (attempt.isSuccess()) {
                sockets.add(attempt.channel());
                bound.complete(((InetSocketAddress) attempt.channel().localAddress()).getPort());
            } else {
                bound.fail(attempt.cause());
            }
        });
        return bound.future();
    }

    private void accept(Channel channel, BiConsumer<Lane, Channel> acceptor) {
        var lane = lanes.get(channel.eventLoop());
        if (lane == null || draining) {
            channel.unsafe().closeForcibly();
            return;
        }
        if (open.incrementAndGet() > bounds.maxConnections()) {
            warning.dropped();
            if (!lane.makeRoom()) {
                open.decrementAndGet();
                channel.unsafe().closeForcibly();
                return;
            }
        }
        channel.closeFuture().addListener(closed -> left());
        acceptor.accept(lane, channel);
    }

    private void left() {
        if (open.decrementAndGet() == 0 && draining) {
            empty.tryComplete();
        }
    }

    /** Connections open now. */
    public int connections() {
        return open.get();
    }

    /**
     * Stops accepting, says goodbye on every connection (GOAWAY, {@code Connection: close}), waits for what runs at most that long,
     * then closes what is left. Never fails.
     */
    public Future<Void> shutdown(Duration longest) {
        draining = true;
        sockets.forEach(Channel::close);
        lanes.forEach((loop, lane) -> loop.execute(() -> lane.drain(longest)));
        if (open.get() == 0) {
            empty.tryComplete();
        }
        long timer = vertx.setTimer(
                Math.max(1, longest.toMillis()), late -> lanes.forEach((loop, lane) -> loop.execute(lane::dropAll)));
        return empty.future().onComplete(done -> vertx.cancelTimer(timer));
    }
}
