package dev.ostiary.emulator.http;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The open port: HTTP/1.1 and HTTP/2 on one and the same, by prior knowledge without TLS, by ALPN with it. Owns its
 * event loops. `start` and `close` block and are not for event loops.
 */
public final class Listener implements AutoCloseable {
    private static final int MAX_HEADER_BYTES = 64 * 1024;
    private static final int MAX_TARGET_BYTES = 16 * 1024;
    private static final int MANY = 1_000_000;

    private final Vertx vertx;
    private final HttpServer server;

    private Listener(Vertx vertx, HttpServer server) {
        this.vertx = vertx;
        this.server = server;
    }

    /**
     * @param port 0 takes a free one
     * @param tls null serves plain text
     */
    public record Binding(String host, int port, @Nullable Tls tls) {}

    /** A certificate chain and its key, both PEM files. */
    public record Tls(Path certificate, Path key) {}

    /**
     * @throws CompletionException when the port cannot be opened
     */
    public static Listener start(Binding binding, Exchanges exchanges, ControlRequests control, Clock clock) {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(2)
                .setWorkerPoolSize(2)
                .setInternalBlockingPoolSize(2)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        Front front = new Front(vertx, exchanges, control, clock);
        try {
            HttpServer server = vertx.createHttpServer(options(binding))
                    .requestHandler(front::handle)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            return new Listener(vertx, server);
        } catch (CompletionException e) {
            vertx.close();
            throw e;
        }
    }

    private static HttpServerOptions options(Binding binding) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(binding.host())
                .setPort(binding.port())
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxInitialLineLength(MAX_TARGET_BYTES)
                .setHandle100ContinueAutomatically(true)
                .setInitialSettings(
                        new Http2Settings().setMaxConcurrentStreams(MANY).setMaxHeaderListSize(MAX_HEADER_BYTES))
                .setHttp2RstFloodMaxRstFramePerWindow(MANY); // tests cancel many streams on one connection
        Tls tls = binding.tls();
        if (tls != null) {
            options.setSsl(true)
                    .setUseAlpn(true)
                    .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
                    .setKeyCertOptions(new PemKeyCertOptions()
                            .setCertPath(tls.certificate().toString())
                            .setKeyPath(tls.key().toString()));
        }
        return options;
    }

    /** The real port, also when 0 was asked for. */
    public int port() {
        return server.actualPort();
    }

    /** Cuts every connection, hanging ones too. */
    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
