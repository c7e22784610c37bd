package dev.ostiary.emulator.http;

import dev.ostiary.emulator.exchange.Answer;
import dev.ostiary.emulator.exchange.AwsError;
import dev.ostiary.emulator.exchange.Headers;
import dev.ostiary.emulator.exchange.Inbound;
import dev.ostiary.emulator.fault.FaultPlan;
import dev.ostiary.emulator.http.Exchanges.Reaction;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Collects a request, has it decided, and lets the answer be played. Runs on event loops. */
final class Front {
    private static final int MAX_BODY_BYTES = 64 * 1024 * 1024;
    /** Hashing and parsing more than this would hold up the other connections of the event loop. */
    private static final int MAX_INLINE_BYTES = 128 * 1024;

    private static final DateTimeFormatter DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private final Vertx vertx;
    private final Exchanges exchanges;
    private final ControlRequests control;
    private final Clock clock;

    Front(Vertx vertx, Exchanges exchanges, ControlRequests control, Clock clock) {
        this.vertx = vertx;
        this.exchanges = exchanges;
        this.control = control;
        this.clock = clock;
    }

    void handle(HttpServerRequest request) {
        Buffer body = Buffer.buffer();
        request.exceptionHandler(ignored -> {}); // the client left before its request was complete
        request.handler(part -> {
            if (body.length() <= MAX_BODY_BYTES) {
                body.appendBuffer(part);
            }
        });
        request.endHandler(ignored -> received(request, body));
    }

    private void received(HttpServerRequest request, Buffer body) {
        String requestId = UUID.randomUUID().toString();
        if (body.length() > MAX_BODY_BYTES) {
            Answer answer = new AwsError(413, "RequestEntityTooLargeException", "Request body is too large").toAnswer();
            play(request, new Reaction(answer, FaultPlan.NONE), requestId);
            return;
        }
        Inbound inbound = inbound(request, body.getBytes());
        if (body.length() <= MAX_INLINE_BYTES) {
            play(request, react(inbound, requestId), requestId);
        } else {
            vertx.executeBlocking(() -> react(inbound, requestId), false)
                    .onSuccess(reaction -> play(request, reaction, requestId))
                    .onFailure(failure -> play(request, new Reaction(broken(), FaultPlan.NONE), requestId));
        }
    }

    private Reaction react(Inbound inbound, String requestId) {
        try {
            return control.isFor(inbound)
                    ? new Reaction(control.answer(inbound), FaultPlan.NONE)
                    : exchanges.react(inbound, requestId);
        } catch (RuntimeException e) {
            // a bug of ours must look like one, and not leave the client waiting
            System.err.println("bedrock-emulator: " + inbound + " failed: " + e);
            return new Reaction(broken(), FaultPlan.NONE);
        }
    }

    private static Answer broken() {
        return new AwsError(500, "InternalServerException", "the emulator itself failed").toAnswer();
    }

    private void play(HttpServerRequest request, Reaction reaction, String requestId) {
        Headers headers = reaction.answer()
                .headers()
                .with("x-amzn-RequestId", requestId)
                .with("Date", DATE.format(clock.instant()));
        Player.play(vertx, request, reaction.answer().withHeaders(headers), reaction.plan());
    }

    private static Inbound inbound(HttpServerRequest request, byte[] body) {
        List<Headers.Line> lines = new ArrayList<>();
        request.headers().forEach(entry -> {
            if (!entry.getKey().startsWith(":")) {
                lines.add(new Headers.Line(entry.getKey(), entry.getValue()));
            }
        });
        boolean http2 = request.version() == HttpVersion.HTTP_2;
        var authority = request.authority();
        String host = authority == null ? "" : authority.toString();
        return new Inbound(
                request.method().name(),
                request.uri(),
                http2 ? "HTTP/2" : "HTTP/1.1",
                http2 ? host : new Headers(lines).first("host").orElse(host),
                new Headers(lines),
                body);
    }
}
