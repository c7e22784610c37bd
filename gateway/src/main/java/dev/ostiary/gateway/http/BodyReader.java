package dev.ostiary.gateway.http;

import dev.ostiary.gateway.refusal.BodyRefusals;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.timing.LoopClock;
import dev.ostiary.gateway.wire.Peer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.StreamResetException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Reads one request's body into memory, or throws it away, and accounts for it. Stateful; used only on the event loop of the request's
 * connection. The bytes count against the bound on all bodies from their arrival to the end of the exchange, because the body is held
 * until it has been sent upstream.
 */
public final class BodyReader implements LoopClock.Ticking {
    /** So much of an unwanted body is read to save a connection; more is not worth it. */
    private static final long WORTH_READING = 64 << 10;
    /** What an HTTP/2 client may go on sending after it was refused: its library reads the answer only then. */
    private static final long MAX_UNWANTED = 64 << 20;

    private final HttpServerRequest request;
    private final RequestHead head;
    private final Edge edge;
    private final LoopClock clock;
    private final BooleanSupplier malformed;
    private final Promise<BodyReading> reading = Promise.promise();
    private List<Buffer> chunks = new ArrayList<>(1);
    private long received;
    private long accounted;
    private long deadline;
    private Bound share = Bound.NOTHING;
    private boolean complete;
    private boolean abandoned;
    private boolean continueOwed;

    BodyReader(HttpServerRequest request, RequestHead head, Edge edge, Peer peer) {
        this.request = request;
        this.head = head;
        this.edge = edge;
        this.clock = peer.clock();
        this.malformed = peer.bodyMalformed();
        complete = head.declaredLength() == 0;
        continueOwed =
                !complete && "100-continue".equalsIgnoreCase(head.headers().get("Expect"));
    }

    /** @param sharer whose share of the memory for bodies it is */
    Future<BodyReading> read(String sharer) {
        if (abandoned) {
            // while the caller's token was checked; nothing would ever come, and the exchange would have no end
            return Future.succeededFuture(new BodyReading.ClientGone());
        }
        if (head.declaredLength() > edge.maxBodyBytes()) {
            return Future.succeededFuture(new BodyReading.Refused(BodyRefusals.tooLarge(edge.maxBodyBytes())));
        }
        if (complete) {
            return Future.succeededFuture(new BodyReading.Body(Buffer.buffer()));
        }
        share = edge.share(sharer);
        if (continueOwed) {
            continueOwed = false;
            request.response().writeContinue();
        }
        request.handler(this::take);
        request.endHandler(nothing -> finish());
        request.exceptionHandler(this::fail);
        request.resume();
        if (!complete) {
            watch();
        }
        return reading.future();
    }

    long received() {
        return received;
    }

    /**
     * Whether refusing now costs an HTTP/1 client its connection, because too much of the body is still to come, or nobody can tell where
     * it ends.
     */
    boolean closesConnection() {
        return malformed.getAsBoolean() || mayGoOnForLong();
    }

    private boolean mayGoOnForLong() {
        return !head.http2()
                && !complete
                && (continueOwed || head.declaredLength() < 0 || head.declaredLength() - received > WORTH_READING);
    }

    /** The exchange has ended: gives the memory back. */
    void forget() {
        abandoned = true;
        clock.remove(this);
        chunks = List.of();
        edge.bufferedBodies().leave(accounted);
        share.leave(accounted);
        accounted = 0;
    }

    /** Deals with what a client that has its whole answer may still be sending. */
    void dealWithTheRest() {
        if (closesConnection()) {
            // the wire room closes our half only and reads on, so that the client gets to see the answer
            request.connection().close();
        } else if (complete) {
            return;
        } else if (head.http2() && !request.isEnded()) {
            request.handler(this::take);
            request.endHandler(nothing -> finish());
            request.exceptionHandler(this::fail);
            request.resume();
            watch();
        } else {
            request.resume();
        }
    }

    @Override
    public void tick() {
        if (!clock.isOver(deadline)) {
            return;
        }
        clock.remove(this);
        if (abandoned) {
            request.response().reset();
        } else {
            refuse(BodyRefusals.tooSlow(edge.bodyIdleTimeout()));
        }
    }

    private void watch() {
        deadline = clock.in(edge.bodyIdleTimeout());
        clock.add(this);
    }

    private void take(Buffer more) {
        received += more.length();
        deadline = clock.in(edge.bodyIdleTimeout());
        if (abandoned) {
            if (received > MAX_UNWANTED) {
                clock.remove(this);
                request.response().reset();
            }
        } else if (received > edge.maxBodyBytes()) {
            refuse(BodyRefusals.tooLarge(edge.maxBodyBytes()));
        } else if (!enter(more.length())) {
            refuse(BodyRefusals.full());
        } else {
            accounted += more.length();
            chunks.add(more);
        }
    }

    private boolean enter(int length) {
        if (!share.enter(length)) {
            return false;
        }
        if (!edge.bufferedBodies().enter(length)) {
            share.leave(length);
            return false;
        }
        return true;
    }

    private void finish() {
        complete = true;
        clock.remove(this);
        if (malformed.getAsBoolean()) {
            refuse(BodyRefusals.malformed());
        } else if (!abandoned) {
            var body = joined();
            chunks = List.of();
            reading.tryComplete(new BodyReading.Body(body));
        }
    }

    /** One buffer of exactly the right size: growing one would hold up to three times the body for a moment. */
    private Buffer joined() {
        if (chunks.size() == 1) {
            return chunks.getFirst();
        }
        var body = Buffer.buffer((int) received);
        chunks.forEach(body::appendBuffer);
        return body;
    }

    private void fail(Throwable cause) {
        complete = true;
        forget();
        if (cause instanceof HttpClosedException || cause instanceof StreamResetException) {
            reading.tryComplete(new BodyReading.ClientGone());
        } else {
            reading.tryComplete(new BodyReading.Refused(BodyRefusals.malformed()));
        }
    }

    private void refuse(Refusal refusal) {
        forget();
        reading.tryComplete(new BodyReading.Refused(refusal));
    }
}
