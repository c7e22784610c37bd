package dev.ostiary.gateway.upstream;

import dev.ostiary.gateway.endpoints.Upstream;
import dev.ostiary.gateway.endpoints.Upstreams;
import dev.ostiary.gateway.timing.CoarseTimers;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.impl.ContextInternal;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Calls Bedrock: signs the final request, sends it over a pooled connection, hands over the answer's head and the paused body.
 *
 * <p>A request is sent at most once. It is sent anew only when its connection turned out to be closed before one byte was written;
 * when that cannot be known, it is not. Throttling and other answers pass as they are. Thread-safe; {@link #close()} ends running
 * calls.
 */
public final class BedrockUpstream implements AutoCloseable {
    /** The catalogue asks a few questions an hour. */
    private static final Upstream.Bounds CONTROL_PLANE =
            new Upstream.Bounds(Duration.ofSeconds(2), Duration.ofSeconds(15), Duration.ofSeconds(15), 4, 4);

    private record Key(String upstream, String region, boolean controlPlane) {}

    private final Vertx vertx;
    private final Map<Key, UpstreamLine> lines = new HashMap<>();

    public BedrockUpstream(Vertx vertx, Upstreams upstreams, Clock clock) {
        this(vertx, upstreams, clock, UnaryOperator.identity());
    }

    /** @param trust adds trusted certificates in tests */
    BedrockUpstream(Vertx vertx, Upstreams upstreams, Clock clock, UnaryOperator<HttpClientOptions> trust) {
        this.vertx = vertx;
        var tools = new UpstreamLine.Tools(new SigV4Signer(clock), new FailureLog(clock), new CoarseTimers(), clock);
        for (var upstream : upstreams.byName().values()) {
            for (boolean controlPlane : List.of(false, true)) {
                var bounds = controlPlane ? CONTROL_PLANE : upstream.bounds();
                var pool = new HttpPool(vertx, bounds, trust);
                var slots = new Slots(bounds.maxConnections(), bounds.maxConnectionsPerApp(), bounds.maxConnections());
                for (var region : upstream.regions()) {
                    lines.put(
                            new Key(upstream.name(), region, controlPlane),
                            new UpstreamLine(
                                    upstream.endpoint(region, controlPlane),
                                    bounds.connectTimeout(),
                                    bounds.firstByteTimeout(),
                                    pool,
                                    slots,
                                    tools));
                }
            }
        }
    }

    /**
     * Begins a call. The reading completes on the caller's Vert.x context; called from elsewhere, on a new one.
     *
     * @param app whose share of the connections it is
     * @throws IllegalArgumentException when upstream and Region are not configured: a bug, since Regions are checked before
     */
    public UpstreamCall send(String app, OutboundRequest request, AwsCredentialsIdentity credentials) {
        var line = lines.get(new Key(request.upstream(), request.region(), request.controlPlane()));
        if (line == null) {
            throw new IllegalArgumentException("not configured: " + request);
        }
        var call = new PooledCall(line, (ContextInternal) vertx.getOrCreateContext(), app, request, credentials);
        call.start();
        return call;
    }

    /** Calls that run or wait at the moment, for tests and gauges. */
    int inUse(String upstream, String region) {
        var line = lines.get(new Key(upstream, region, false));
        return line == null ? 0 : line.slots().taken();
    }

    @Override
    public void close() {
        lines.values().stream().map(UpstreamLine::pool).distinct().forEach(HttpPool::close);
    }
}
