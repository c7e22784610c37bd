package dev.ostiary.gateway.http;

import dev.ostiary.gateway.wire.ConnectionBounds;
import dev.ostiary.gateway.wire.Listeners;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The listeners that apps talk to. Our own server inside the Quarkus process, not Quarkus': every peer is bounded here in time,
 * bytes and requests, and the answer to each way of breaking the protocol is ours (docs/adr/0002). Thread-safe.
 */
public final class DataPort {
    private final HttpSettings settings;
    private final Edge edge;
    private final Listeners listeners;
    private final int port;
    private final OptionalInt tlsPort;

    private DataPort(HttpSettings settings, Edge edge, Listeners listeners, int port, OptionalInt tlsPort) {
        this.settings = settings;
        this.edge = edge;
        this.listeners = listeners;
        this.port = port;
        this.tlsPort = tlsPort;
    }

    /**
     * Opens the ports. The future fails when an address is taken, a certificate cannot be read, or a setting makes no sense (the
     * message names it); then nothing stays open.
     */
    public static Future<DataPort> start(Vertx vertx, HttpSettings settings, RequestHandler handler) {
        TrustedProxies proxies;
        Optional<KeyCertOptions> certificate;
        try {
            proxies = TrustedProxies.parse(settings.trustedProxies().orElse(List.of()));
            certificate = certificate(settings);
        } catch (IllegalArgumentException senseless) {
            return Future.failedFuture(senseless);
        }
        var edge = Edge.of(settings);
        var reception = new Reception(
                edge, new HeadReader(proxies, settings.maxHeaderSize().asLongValue()), handler);
        var listeners = new Listeners(vertx, bounds(settings), reception);
        return listeners
                .listen(settings.host(), settings.port())
                .compose(port -> listenTls(listeners, settings, certificate)
                        .map(tlsPort -> new DataPort(settings, edge, listeners, port, tlsPort)))
                .recover(
                        failure -> listeners.shutdown(Duration.ZERO).transform(closed -> Future.failedFuture(failure)));
    }

    /** The first of {@code ostiary.http.trusted-proxies} that is none; with it {@link #start} fails. */
    public static Optional<String> findMalformedProxy(HttpSettings settings) {
        return TrustedProxies.findMalformed(settings.trustedProxies().orElse(List.of()));
    }

    private static Future<OptionalInt> listenTls(
            Listeners listeners, HttpSettings settings, Optional<KeyCertOptions> certificate) {
        return certificate
                .map(pem -> listeners.listenTls(settings.host(), settings.tlsPort(), pem))
                .map(port -> port.map(OptionalInt::of))
                .orElse(Future.succeededFuture(OptionalInt.empty()));
    }

    /** The plaintext port really opened. */
    public int port() {
        return port;
    }

    /** The TLS port really opened, or empty without a certificate. */
    public OptionalInt tlsPort() {
        return tlsPort;
    }

    /** Requests being answered now. */
    public long exchanges() {
        return edge.exchanges().used();
    }

    /** Open connections, both ports together. */
    public int connections() {
        return listeners.connections();
    }

    /** Bytes of request bodies held in memory now. */
    public long bufferedBodyBytes() {
        return edge.bufferedBodies().used();
    }

    /**
     * Takes no new connections and no new requests, lets running exchanges go on for at most {@code ostiary.http.shutdown-timeout},
     * then closes everything. Never fails.
     */
    public Future<Void> shutdown() {
        return listeners.shutdown(settings.shutdownTimeout());
    }

    private static ConnectionBounds bounds(HttpSettings settings) {
        return new ConnectionBounds(
                settings.headerTimeout(),
                settings.bodyIdleTimeout(),
                settings.writeIdleTimeout(),
                settings.keepAliveTimeout(),
                Math.toIntExact(settings.maxHeaderSize().asLongValue()),
                settings.maxConnections());
    }

    private static Optional<KeyCertOptions> certificate(HttpSettings settings) {
        var certificate = settings.tlsCertificate();
        var key = settings.tlsKey();
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException(
                    "ostiary.http.tls-certificate and ostiary.http.tls-key belong together, only one is set");
        }
        if (certificate.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new PemKeyCertOptions()
                .addCertPath(certificate.get().toString())
                .addKeyPath(key.get().toString()));
    }
}
