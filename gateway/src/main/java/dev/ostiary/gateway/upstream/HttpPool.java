package dev.ostiary.gateway.upstream;

import dev.ostiary.gateway.endpoints.Upstream;
import io.netty.channel.EventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * The connections of one upstream. One Vert.x client per event loop: the pool of a shared client prefers the connection used last,
 * whichever loop it lives on, and every buffer of an answer would then change threads. The sum over all loops is bounded by {@link
 * Slots}.
 *
 * <p>Thread-safe. Owned by {@link BedrockUpstream}, which closes it.
 */
final class HttpPool {
    /** Shorter than what load balancers allow an idle connection (60 s and more), so that we are the ones who close it. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(20);

    /** Bedrock's heads are below 2 KiB. */
    private static final int MAX_HEAD_BYTES = 16 * 1024;

    private final Vertx vertx;
    private final HttpClientOptions options;
    private final PoolOptions poolOptions;
    private final ConcurrentMap<EventLoop, HttpClient> byLoop = new ConcurrentHashMap<>();

    /** @param trust adds trusted certificates in tests; identity in production, where the JDK's trust store counts */
    HttpPool(Vertx vertx, Upstream.Bounds bounds, UnaryOperator<HttpClientOptions> trust) {
        int connectMillis = Math.toIntExact(bounds.connectTimeout().toMillis());
        this.vertx = vertx;
        this.poolOptions = new PoolOptions().setHttp1MaxSize(bounds.maxConnections());
        this.options = trust.apply(new HttpClientOptions()
                .setConnectTimeout(connectMillis)
                .setSslHandshakeTimeout(connectMillis)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                .setVerifyHost(true)
                .setTrustAll(false)
                .setKeepAliveTimeout((int) KEEP_ALIVE.toSeconds())
                .setTcpKeepAlive(true)
                .setMaxHeaderSize(MAX_HEAD_BYTES)
                .setDecompressionSupported(false)
                .setTracingPolicy(TracingPolicy.IGNORE));
    }

    HttpClient client(EventLoop loop) {
        var client = byLoop.get(loop);
        return client != null ? client : byLoop.computeIfAbsent(loop, absent -> create());
    }

    private HttpClient create() {
        return vertx.httpClientBuilder()
                .with(options)
                .with(poolOptions)
                .withConnectHandler(ConnectionWatch::install)
                .build();
    }

    void close() {
        byLoop.values().forEach(HttpClient::close);
    }
}
