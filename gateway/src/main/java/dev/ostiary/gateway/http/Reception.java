package dev.ostiary.gateway.http;

import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.refusal.MalformedRequest;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.refusal.RefusalKind;
import dev.ostiary.gateway.wire.Peer;
import dev.ostiary.gateway.wire.RequestSink;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes requests from the wire, refuses what the edge refuses by itself, and hands the rest to the {@link RequestHandler}. */
final class Reception implements RequestSink {
    private static final Logger LOGGER = LoggerFactory.getLogger(Reception.class);

    private final Edge edge;
    private final HeadReader heads;
    private final RequestHandler handler;
    private final Ids ids = new Ids();

    Reception(Edge edge, HeadReader heads, RequestHandler handler) {
        this.edge = edge;
        this.heads = heads;
        this.handler = handler;
    }

    @Override
    public void request(HttpServerRequest request, Peer peer) {
        var reading = heads.read(request, peer);
        var incoming = new Incoming(request, reading.head(), ids.request(), edge, peer);
        if (reading.refusal() != null) {
            refuseForGood(request, peer, incoming, reading.refusal());
        } else if (!incoming.enter()) {
            refuse(incoming, full());
        } else {
            handle(incoming);
        }
    }

    @Override
    public void malformed(HttpServerRequest request, Peer peer) {
        var head = new RequestHead("-", "-", request.headers(), false, peer.address(), peer.secure(), 0);
        request.response().putHeader("Connection", "close");
        refuse(new Incoming(request, head, ids.request(), edge, peer), MalformedRequest.refusal(request));
    }

    private void handle(Incoming incoming) {
        try {
            handler.handle(incoming);
        } catch (RuntimeException bug) {
            LOGGER.atError()
                    .setCause(bug)
                    .addKeyValue("requestId", incoming.requestId())
                    .log("handling a request failed");
            incoming.refuse(failed(), handler.defaultRegion());
        }
    }

    private void refuse(Incoming incoming, Refusal refusal) {
        incoming.refuse(refusal, handler.defaultRegion());
        handler.refused(incoming, refusal);
    }

    /** What follows a head that two servers may understand differently is not looked at. Streams of HTTP/2 cannot be confused. */
    private void refuseForGood(HttpServerRequest request, Peer peer, Incoming incoming, Refusal refusal) {
        peer.ignoreWhatFollows().run();
        if (incoming.head().http2()) {
            refuse(incoming, refusal);
            return;
        }
        request.response().putHeader("Connection", "close");
        refuse(incoming, refusal);
        request.connection().close();
    }

    private static Refusal full() {
        return new Refusal(
                RefusalKind.UNAVAILABLE,
                DeniedBy.GATEWAY,
                "The gateway is answering as many requests as it can.",
                "try again in a moment",
                Map.of("Retry-After", "1"));
    }

    private static Refusal failed() {
        return Refusal.of(
                RefusalKind.INTERNAL,
                DeniedBy.GATEWAY,
                "The gateway failed to handle the request.",
                "report the decision id");
    }
}
