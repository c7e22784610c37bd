package dev.ostiary.gateway.relay;

import dev.ostiary.gateway.drain.DrainSettings;
import dev.ostiary.gateway.drain.FixedDrainSettings;
import dev.ostiary.gateway.metering.UsageTap;
import dev.ostiary.gateway.sides.VertxClientSink;
import dev.ostiary.gateway.sides.VertxUpstreamBody;
import dev.ostiary.gateway.usage.AnswerShape;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Real sockets: a Bedrock that plays a script byte by byte, and a gateway that does nothing but relay. */
final class Wire implements AutoCloseable {
    static final String STREAM_HEAD =
            "HTTP/1.1 200 OK\r\ncontent-type: application/vnd.amazon.eventstream\r\ntransfer-encoding: chunked\r\n\r\n";

    /** Small, so that back-pressure is seen after kilobytes and not after the kernel's megabytes. */
    private static final int KERNEL_BUFFER = 16 * 1024;

    final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    final BlockingQueue<RelayEnd> ends = new LinkedBlockingQueue<>();
    final BlockingQueue<String> hungUp = new LinkedBlockingQueue<>();
    final Relay relay;
    private final Map<String, Consumer<NetSocket>> scripts = new ConcurrentHashMap<>();
    private final Duration upstreamIdle;
    private final Duration writeIdle;
    private final NetServer bedrock;
    private final HttpServer gateway;
    private final HttpClient client;

    Wire(DrainSettings settings, Duration upstreamIdle, Duration writeIdle) throws Exception {
        this.upstreamIdle = upstreamIdle;
        this.writeIdle = writeIdle;
        this.relay = new Relay(vertx, settings, System::nanoTime);
        this.bedrock = await(vertx.createNetServer(new NetServerOptions().setSendBufferSize(KERNEL_BUFFER))
                .connectHandler(this::play)
                .listen(0, "127.0.0.1"));
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(false).setReceiveBufferSize(KERNEL_BUFFER),
                new PoolOptions().setHttp1MaxSize(10_000));
        this.gateway = await(vertx.createHttpServer(new HttpServerOptions().setSendBufferSize(KERNEL_BUFFER))
                .requestHandler(this::handle)
                .listen(0, "127.0.0.1"));
    }

    static Wire draining() throws Exception {
        return new Wire(FixedDrainSettings.of("drain", 200), Duration.ofSeconds(30), Duration.ofSeconds(30));
    }

    int port() {
        return gateway.actualPort();
    }

    /** What Bedrock does once it has the request for this path. */
    void script(String path, Consumer<NetSocket> script) {
        scripts.put(path, script);
    }

    RelayEnd nextEnd() throws InterruptedException {
        RelayEnd end = ends.poll(20, TimeUnit.SECONDS);
        if (end == null) {
            throw new AssertionError("no relay ended within 20 s");
        }
        return end;
    }

    static Buffer chunk(Buffer bytes) {
        return Buffer.buffer(Integer.toHexString(bytes.length()))
                .appendString("\r\n")
                .appendBuffer(bytes)
                .appendString("\r\n");
    }

    private void play(NetSocket socket) {
        Buffer request = Buffer.buffer();
        socket.exceptionHandler(ignored -> {}); // the close handler tells
        socket.handler(bytes -> {
            request.appendBuffer(bytes);
            String text = request.toString();
            if (text.contains("\r\n\r\n")) {
                String path = text.split(" ", 3)[1];
                socket.closeHandler(closed -> hungUp.add(path));
                socket.handler(ignored -> {});
                scripts.getOrDefault(path, NetSocket::close).accept(socket);
            }
        });
    }

    private void handle(HttpServerRequest request) {
        request.pause();
        var sink = new VertxClientSink(request);
        var target = new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(bedrock.actualPort())
                .setURI(request.uri());
        client.request(target)
                .compose(outbound -> outbound.send().onSuccess(answer -> {
                    answer.pause();
                    String model = request.uri().contains("unknown") ? "vendor.x" : RelayBench.CLAUDE;
                    var shape = request.uri().startsWith("/body")
                            ? AnswerShape.CONVERSE
                            : request.uri().startsWith("/invoke")
                                    ? AnswerShape.INVOKE_STREAM
                                    : AnswerShape.CONVERSE_STREAM;
                    var plan = new RelayPlan(
                            UsageTap.of(shape, model), upstreamIdle, writeIdle, "d-1", List.of(), () -> {});
                    relay.relay(new VertxUpstreamBody(back(answer), answer, outbound::reset), sink, plan)
                            .onComplete(end -> ends.add(end.result()));
                    request.resume();
                }))
                .onFailure(failure -> request.response().setStatusCode(503).end(failure.toString()));
    }

    /** As the room {@code upstream} gives them. */
    private static MultiMap back(HttpClientResponse answer) {
        var back = MultiMap.caseInsensitiveMultiMap();
        for (String name : List.of("content-type", "content-length")) {
            if (answer.getHeader(name) != null) {
                back.add(name, answer.getHeader(name));
            }
        }
        return back;
    }

    static <T> T await(io.vertx.core.Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws Exception {
        await(vertx.close());
    }
}
