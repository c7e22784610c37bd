package dev.ostiary.gateway.upstream;

import dev.ostiary.gateway.failures.ErrorTypes;
import dev.ostiary.gateway.failures.FailureKind;
import dev.ostiary.gateway.failures.FailureKinds;
import dev.ostiary.gateway.timing.Pending;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.impl.ContextInternal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * One call: a place, a signature, a connection, the request, the answer's head. Then it is done; the answer belongs to the caller,
 * the place is given back when the connection is free again. Lives on one event loop, which is also the loop of its connection.
 */
final class PooledCall implements UpstreamCall {
    /** Above it SHA-256 takes longer than an event loop should be held (150 µs). */
    private static final int LARGEST_BODY_SIGNED_ON_LOOP = 256 * 1024;

    private final UpstreamLine line;
    private final ContextInternal context;
    private final String app;
    private final OutboundRequest outbound;
    private final AwsCredentialsIdentity credentials;
    private final Promise<UpstreamReading> promise;
    private final Runnable whenPlaceFree;

    private boolean done;
    private boolean hasPlace;
    private boolean repeated;
    private @Nullable Pending timer;
    private @Nullable HttpClientRequest request;
    private ConnectionWatch.@Nullable Exchange exchange;

    PooledCall(
            UpstreamLine line,
            ContextInternal context,
            String app,
            OutboundRequest outbound,
            AwsCredentialsIdentity credentials) {
        this.line = line;
        this.context = context;
        this.app = app;
        this.outbound = outbound;
        this.credentials = credentials;
        this.promise = context.promise();
        this.whenPlaceFree = () -> context.runOnContext(free -> placeFree());
    }

    @Override
    public Future<UpstreamReading> reading() {
        return promise.future();
    }

    @Override
    public void cancel() {
        onLoop(() -> fail(FailureKind.CANCELLED, null));
    }

    void start() {
        onLoop(this::takePlace);
    }

    private void takePlace() {
        switch (line.slots().take(app, whenPlaceFree)) {
            case TAKEN -> {
                hasPlace = true;
                sign();
            }
            case QUEUED -> startTimer(line.placeTimeout(), this::noPlace);
            case FULL -> noPlace();
        }
    }

    private void noPlace() {
        fail(line.slots().isShareTaken(app) ? FailureKind.APP_SHARE : FailureKind.OVERLOAD, null);
    }

    private void placeFree() {
        hasPlace = true;
        if (done) {
            givePlaceBack();
            return;
        }
        stopTimer();
        sign();
    }

    private void sign() {
        if (outbound.body().length() <= LARGEST_BODY_SIGNED_ON_LOOP) {
            connect(signed());
            return;
        }
        context.executeBlocking(this::signed, false)
                .onComplete(signed -> onLoop(() -> {
                    if (signed.succeeded()) {
                        connect(signed.result());
                    } else {
                        bug(signed.cause());
                    }
                }));
    }

    private Map<String, List<String>> signed() {
        return line.tools().signer().sign(outbound, line.endpoint(), credentials);
    }

    private void connect(Map<String, List<String>> headers) {
        if (done) {
            return;
        }
        var options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(outbound.method()))
                .setHost(line.endpoint().host())
                .setPort(line.endpoint().port())
                .setSsl(line.endpoint().tls())
                .setURI(line.endpoint().target(outbound.encodedPath(), outbound.encodedQuery()))
                .setFollowRedirects(false)
                .setConnectTimeout(2 * line.placeTimeout().toMillis());
        line.pool()
                .client(context.nettyEventLoop())
                .request(options)
                .onComplete(connected -> onLoop(() -> {
                    if (connected.succeeded()) {
                        write(connected.result(), headers);
                    } else {
                        notConnected(connected.cause(), headers);
                    }
                }));
    }

    private void notConnected(Throwable cause, Map<String, List<String>> headers) {
        if (done || (FailureKinds.isStale(cause) && repeatOnce(headers))) {
            return;
        }
        fail(FailureKinds.ofConnecting(cause), cause);
    }

    private void write(HttpClientRequest connected, Map<String, List<String>> headers) {
        // its failure comes by the future of its answer; without a listener Vert.x logs an error for each
        connected.exceptionHandler(broken -> {});
        if (done) {
            connected.reset();
            return;
        }
        request = connected;
        headers.forEach(
                (name, values) -> values.forEach(value -> connected.headers().add(name, value)));
        var started = new ConnectionWatch.Exchange(this::exchangeOver);
        exchange = started;
        ConnectionWatch.begin(connected.connection(), started);
        startTimer(line.firstByteTimeout(), () -> fail(FailureKind.FIRST_BYTE_TIMEOUT, null));
        var sent = outbound.body().length() == 0 ? connected.send() : connected.send(outbound.body());
        sent.onComplete(answered -> onLoop(() -> {
            if (answered.succeeded()) {
                answered(answered.result(), connected, started);
            } else {
                broken(answered.cause(), started, headers);
            }
        }));
    }

    private void broken(Throwable cause, ConnectionWatch.Exchange broken, Map<String, List<String>> headers) {
        if (done || (broken.isOver() && !broken.isWritten() && repeatOnce(headers))) {
            return;
        }
        fail(FailureKinds.ofWaiting(cause), cause);
    }

    /** Only ever called when not one byte of the request went out; the answer would be somebody's money otherwise. */
    private boolean repeatOnce(Map<String, List<String>> headers) {
        if (repeated) {
            return false;
        }
        repeated = true;
        stopTimer();
        request = null;
        exchange = null;
        connect(headers);
        return true;
    }

    private void answered(HttpClientResponse response, HttpClientRequest asked, ConnectionWatch.Exchange exchange) {
        if (done) {
            return;
        }
        response.pause();
        // Vert.x logs an error with a stack trace when nobody listens; the reader of the answer sets his own
        response.exceptionHandler(broken -> {});
        var objection = AnswerRules.findObjection(response, outbound, line.tools());
        if (objection != null) {
            fail(objection, null);
            return;
        }
        settle();
        promise.complete(new UpstreamAnswer(
                response.statusCode(),
                AnswerRules.allowed(response.headers()),
                response,
                response.getHeader("x-amzn-RequestId"),
                response.statusCode() / 100 == 2 ? null : ErrorTypes.bare(response.getHeader("x-amzn-ErrorType")),
                () -> onLoop(() -> giveUp(asked, exchange))));
    }

    private void fail(FailureKind kind, @Nullable Throwable cause) {
        if (done) {
            return;
        }
        line.tools().log().warn(kind, outbound, cause);
        settle();
        boolean written = exchange != null && exchange.isWritten();
        promise.complete(UpstreamFailure.of(kind, written && kind != FailureKind.CREDENTIALS_REFUSED));
        giveUpRequest();
    }

    /** A failed future: a refusal for whoever waits, instead of a call that never ends. */
    private void bug(Throwable cause) {
        if (!done) {
            settle();
            promise.fail(cause);
            giveUpRequest();
        }
    }

    private void settle() {
        done = true;
        stopTimer();
        if (!hasPlace) {
            line.slots().leave(app, whenPlaceFree);
        }
        if (exchange == null || exchange.isOver()) {
            givePlaceBack();
        }
    }

    private void giveUpRequest() {
        if (request != null && exchange != null) {
            giveUp(request, exchange);
        }
    }

    private static void giveUp(HttpClientRequest request, ConnectionWatch.Exchange exchange) {
        if (!exchange.isOver()) {
            request.reset();
        }
    }

    /** Before the call is done, whoever ends it gives the place back: it may yet be needed for the repetition. */
    private void exchangeOver() {
        if (done) {
            givePlaceBack();
        }
    }

    private void givePlaceBack() {
        if (hasPlace) {
            hasPlace = false;
            line.slots().giveBack(app);
        }
    }

    private void startTimer(Duration delay, Runnable late) {
        stopTimer();
        timer = line.tools().timers().after(context, delay, late);
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    /** On the call's own context, not only its loop: Vert.x gives requests and answers the context that is current. */
    private void onLoop(Runnable step) {
        context.emit(step, any -> {
            try {
                step.run();
            } catch (RuntimeException e) {
                bug(e);
            }
        });
    }
}
