package dev.ostiary.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/**
 * Reads one request's body into memory and accounts for it. Stateful; used only on the event loop of the request's connection. The
 * bytes count against the bound on all bodies from their arrival until {@link #release()}, because the body is held until it has
 * been sent upstream.
 */
final class BodyReader {
    private final HttpServerRequest request;
    private final RequestHead head;
    private final Edge edge;
    private final Promise<BodyReading> reading = Promise.promise();
    private Buffer bytes = Buffer.buffer();
    private long received;
    private long accounted;

    BodyReader(HttpServerRequest request, RequestHead head, Edge edge) {
        this.request = request;
        this.head = head;
        this.edge = edge;
    }

    Future<BodyReading> read() {
        if (head.declaredLength() > edge.maxBodyBytes()) {
            return Future.succeededFuture(new BodyReading.Refused(tooLarge()));
        }
        if ("100-continue".equalsIgnoreCase(head.headers().get("Expect"))) {
            request.response().writeContinue();
        }
        request.handler(this::take);
        request.endHandler(nothing -> reading.tryComplete(new BodyReading.Body(bytes)));
        request.exceptionHandler(gone -> reading.tryComplete(new BodyReading.ClientGone()));
        request.resume();
        return reading.future();
    }

    long received() {
        return received;
    }

    /** The answer is about to be written although the body may not be complete: from here on bytes are thrown away. */
    void abandonWith(HttpServerResponse response) {
        bytes = Buffer.buffer();
        request.handler(more -> received += more.length());
        request.resume();
    }

    /** Gives the bytes back to the bound on all bodies. */
    void release() {
        edge.bufferedBodies().leave(accounted);
        accounted = 0;
    }

    private void take(Buffer more) {
        received += more.length();
        if (received > edge.maxBodyBytes()) {
            reading.tryComplete(new BodyReading.Refused(tooLarge()));
        } else if (!edge.bufferedBodies().enter(more.length())) {
            reading.tryComplete(new BodyReading.Refused(full()));
        } else {
            accounted += more.length();
            bytes.appendBuffer(more);
        }
    }

    private Refusal tooLarge() {
        return Refusal.of(
                RefusalKind.BODY_TOO_LARGE,
                DeniedBy.REQUEST,
                "The request body is longer than " + edge.maxBodyBytes() + " bytes.",
                "send less, or raise ostiary.http.max-body-size");
    }

    private static Refusal full() {
        return new Refusal(
                RefusalKind.UNAVAILABLE,
                DeniedBy.GATEWAY,
                "The gateway holds as many request bodies as it has memory for.",
                "try again",
                Map.of("Retry-After", "1"));
    }
}
