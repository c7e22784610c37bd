package dev.ostiary.gateway.http;

import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.wire.Peer;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/**
 * One request that reached the {@link DataPort}, from the end of its head to the end of its answer. Used only on the event loop of
 * its connection. The body stays unread until {@link #readBody()}; what is left of it when the answer ends is read and thrown away
 * within bounds, so that clients which send first and listen later get to read a refusal.
 */
public final class Incoming {
    private final HttpServerRequest request;
    private final RequestHead head;
    private final String requestId;
    private final String decision = Ids.decision();
    private final long headBegan;
    private final Edge edge;
    private final BodyReader body;
    private boolean counted;
    private ResponseEnd.@Nullable Listener listener;
    private @Nullable ResponseEnd end;

    Incoming(HttpServerRequest request, RequestHead head, String requestId, Edge edge, Peer peer) {
        this.request = request;
        this.head = head;
        this.requestId = requestId;
        this.edge = edge;
        this.headBegan = peer.headBegan().getAsLong();
        this.body = new BodyReader(request, head, edge, peer);
        request.response().endHandler(nothing -> end());
    }

    public RequestHead head() {
        return head;
    }

    /** Ours: a random UUID, never what the client sent. */
    public String requestId() {
        return requestId;
    }

    /** The id of whatever is decided about it: in answers, in their messages, and in the access log. */
    public String decision() {
        return decision;
    }

    /** Since the first byte of the head, as far as the connection knows. */
    public long elapsedNanos() {
        return Math.max(0, System.nanoTime() - headBegan);
    }

    /** For relaying an answer. Only the relay takes it. */
    public HttpServerRequest request() {
        return request;
    }

    /** For relaying an answer. Its {@code endHandler} is taken; every other handler is free. */
    public HttpServerResponse response() {
        return request.response();
    }

    /**
     * Reads the whole body into memory, within the bounds on its length, its pace and on all bodies together. Call it at most once.
     * {@code Expect: 100-continue} is answered here and not earlier. Never fails.
     *
     * @param app whose share of the memory for bodies it takes; a configured id
     */
    public Future<BodyReading> readBody(String app) {
        return body.read(app);
    }

    /** The value of {@code Date} for an answer that is not Bedrock's. */
    public String date() {
        return edge.refusals().date();
    }

    /** Bytes of body received until now. */
    public long bodyBytes() {
        return body.received();
    }

    /**
     * Answers with a refusal, unless an answer has already begun or the client is gone (then nothing happens).
     *
     * @param region the Region that the request was for, null when it is not known yet
     */
    public void refuse(Refusal refusal, @Nullable String region) {
        var response = request.response();
        if (response.headWritten() || response.ended() || response.closed()) {
            return;
        }
        if (body.closesConnection()) {
            response.putHeader("Connection", "close");
        }
        edge.refusals()
                .write(
                        response,
                        refusal,
                        requestId,
                        decision,
                        region,
                        head.method().equals("HEAD"));
    }

    /**
     * Sets the one who is told when the answer has been handed over completely or the client is gone; at once when that is so. No future:
     * it would cost every request more than this.
     */
    public void onEnd(ResponseEnd.Listener whom) {
        listener = whom;
        if (end != null) {
            whom.ended(end);
        }
    }

    /** False when as many requests as allowed are being answered. */
    boolean enter() {
        counted = edge.exchanges().enter();
        return counted;
    }

    private void end() {
        if (counted) {
            edge.exchanges().leave();
        }
        body.forget();
        if (request.response().ended()) {
            body.dealWithTheRest();
            tell(ResponseEnd.COMPLETE);
        } else {
            tell(ResponseEnd.CLIENT_GONE);
        }
    }

    private void tell(ResponseEnd how) {
        if (end == null) {
            end = how;
            if (listener != null) {
                listener.ended(how);
            }
        }
    }
}
