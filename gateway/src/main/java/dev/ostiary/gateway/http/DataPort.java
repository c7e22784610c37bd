package dev.ostiary.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The listeners that apps talk to. Our own server inside the Quarkus process, not Quarkus': every peer is bounded here in time,
 * bytes and requests, and the answer to each way of breaking the protocol is ours. Thread-safe.
 */
public final class DataPort {
    private final HttpServer server;
    private final Edge edge;
    private final RequestHandler handler;
    private final RequestIds ids = new RequestIds();

    private DataPort(Vertx vertx, HttpSettings settings, RequestHandler handler) {
        this.handler = handler;
        long bodies = settings.maxBufferedBodies()
                .map(size -> size.asLongValue())
                .orElse(Runtime.getRuntime().maxMemory() / 5 * 2);
        edge = new Edge(
                new RefusalWriter(new DateHeader(InstantSource.system())),
                new Bound(settings.maxExchanges()),
                new Bound(bodies),
                settings.maxBodySize().asLongValue(),
                settings.bodyIdleTimeout());
        server = vertx.createHttpServer(
                        new HttpServerOptions().setHost(settings.host()).setPort(settings.port()))
                .requestHandler(this::receive);
    }

    /**
     * Opens the ports. The future fails when an address is taken, a certificate cannot be read, or a setting makes no sense; then
     * nothing stays open.
     */
    public static Future<DataPort> start(Vertx vertx, HttpSettings settings, RequestHandler handler) {
        var port = new DataPort(vertx, settings, handler);
        return port.server.listen().map(port);
    }

    /** The plaintext port really opened. */
    public int port() {
        return server.actualPort();
    }

    /** The TLS port really opened, or empty without a certificate. */
    public OptionalInt tlsPort() {
        return OptionalInt.empty();
    }

    /** Requests being answered now. */
    public long exchanges() {
        return edge.exchanges().used();
    }

    /**
     * Takes no new connections and no new requests, lets running exchanges go on for at most {@code ostiary.http.shutdown-timeout},
     * then closes everything. Never fails.
     */
    public Future<Void> shutdown() {
        return server.close();
    }

    private void receive(HttpServerRequest request) {
        request.pause();
        var head = new RequestHead(
                request.method().name(),
                request.uri(),
                request.headers(),
                request.version() == HttpVersion.HTTP_2,
                InetAddress.getLoopbackAddress(),
                request.isSSL(),
                -1);
        edge.exchanges().enter();
        var incoming = new Incoming(request, head, ids.next(), edge);
        try {
            handler.handle(incoming);
        } catch (RuntimeException bug) {
            incoming.refuse(internal(), incoming.requestId(), null);
        }
    }

    private static Refusal internal() {
        return new Refusal(
                RefusalKind.INTERNAL, DeniedBy.GATEWAY, "The gateway failed to handle the request.", "", Map.of());
    }
}
