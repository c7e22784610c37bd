package dev.ostiary.gateway.exchange;

import dev.ostiary.gateway.authorization.Environment;
import dev.ostiary.gateway.authorization.Principal;
import dev.ostiary.gateway.drain.Abandoned;
import dev.ostiary.gateway.http.Incoming;
import dev.ostiary.gateway.http.RequestHead;
import dev.ostiary.gateway.http.ResponseEnd;
import dev.ostiary.gateway.journal.ExchangeRecord;
import dev.ostiary.gateway.journal.Journal;
import dev.ostiary.gateway.journal.Outcome;
import dev.ostiary.gateway.limits.Lease;
import dev.ostiary.gateway.model.ModelLabels;
import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.refusal.RefusalKind;
import dev.ostiary.gateway.route.Operation;
import dev.ostiary.gateway.store.AccessSnapshot;
import dev.ostiary.gateway.upstream.UpstreamCall;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known about one request so far, and its one end. Stateful; used only on the event loop of the request's connection
 * ({@link #then} brings every answer back there).
 *
 * <p>INVARIANT: {@link #end} takes effect once; the journal entry and the release of what is held hang on it alone.
 */
final class Exchange implements ResponseEnd.Listener {
    /** In the access log for a client that hung up before there was an answer; never on the wire. */
    static final int CLIENT_CLOSED = 499;

    private static final Logger LOGGER = LoggerFactory.getLogger(Exchange.class);

    private final Incoming incoming;
    private final Journal journal;
    private final LongSupplier ticker;
    private final Context context;
    private final AccessSnapshot snapshot;
    private String defaultRegion;
    private final Instant time;
    private final long started;
    private ExchangeRecord.Caller caller;
    private ExchangeRecord.Call call = ExchangeRecord.Call.UNKNOWN;
    private @Nullable Lease lease;
    private @Nullable String upstreamRequestId;
    private @Nullable UpstreamCall open;
    private @Nullable Abandoned abandoned;
    private Abandoned.@Nullable Wait wait;
    private boolean ended;

    Exchange(
            Incoming incoming,
            AccessSnapshot snapshot,
            String defaultRegion,
            Journal journal,
            Instant time,
            LongSupplier ticker) {
        this.incoming = incoming;
        this.journal = journal;
        this.ticker = ticker;
        this.context = eventLoop();
        this.snapshot = snapshot;
        this.defaultRegion = defaultRegion;
        this.time = time;
        this.started = ticker.getAsLong();
        this.caller = caller(null, null, null);
    }

    private static Context eventLoop() {
        Context current = Vertx.currentContext();
        if (current == null) {
            throw new IllegalStateException("an exchange begins on the event loop of its connection");
        }
        return current;
    }

    RequestHead head() {
        return incoming.head();
    }

    Incoming incoming() {
        return incoming;
    }

    AccessSnapshot snapshot() {
        return snapshot;
    }

    /** What is known for sure about the request, beside who sends it and what. */
    Environment environment(Principal principal) {
        var head = incoming.head();
        return new Environment(time, head.client().getHostAddress(), head.secure(), principal);
    }

    String decision() {
        return incoming.decision();
    }

    /** The Region that the call goes to; before that is known, where it would go by default. */
    String region() {
        return call.region() == null ? defaultRegion : call.region();
    }

    /** Where the caller's calls go unless they say otherwise. */
    void goesTo(String region) {
        defaultRegion = region;
    }

    void calledBy(@Nullable String app, @Nullable String issuer, @Nullable String subject) {
        caller = caller(app, issuer, subject);
    }

    private ExchangeRecord.Caller caller(@Nullable String app, @Nullable String issuer, @Nullable String subject) {
        var head = incoming.head();
        return new ExchangeRecord.Caller(
                app,
                issuer,
                subject,
                head.client().getHostAddress(),
                head.headers().get("User-Agent"));
    }

    /** What the call is about, as far as it is known now. */
    void about(Operation operation, @Nullable String region, ModelLabels labels, @Nullable String tier) {
        call = new ExchangeRecord.Call(
                operation.label(),
                labels.modelId().isEmpty() ? null : labels.modelId(),
                labels.model(),
                labels.series(),
                labels.profile().isEmpty() ? null : labels.profile(),
                region,
                labels.scope().label(),
                tier,
                operation.streaming() != Operation.Streaming.NONE);
    }

    void holds(Lease taken) {
        lease = taken;
    }

    /**
     * Bedrock has nothing more to do for this call. Told before the client can see the answer's end: it may call again at once, over
     * another connection, and must find its place among the app's calls free.
     */
    void callIsOver() {
        if (lease != null) {
            lease.release();
        }
    }

    void answeredBy(@Nullable String bedrockRequestId) {
        upstreamRequestId = bedrockRequestId;
    }

    /**
     * The call is on its way to Bedrock. Called before anybody waits for the answer.
     *
     * @param keeper decides what becomes of it when the client hangs up before {@link #waitIsOver}
     */
    void waitsFor(UpstreamCall call, Abandoned keeper) {
        open = call;
        abandoned = keeper;
        incoming.onEnd(this);
    }

    @Override
    public void ended(ResponseEnd end) {
        if (end == ResponseEnd.CLIENT_GONE
                && open != null
                && abandoned != null
                && !open.reading().isComplete()) {
            wait = abandoned.begin(open, context);
        }
    }

    /** Bedrock's answer begins, or there will be none; before anybody reads it. */
    void waitIsOver() {
        open = null;
        if (wait != null) {
            wait.over();
            wait = null;
        }
    }

    /** Answers with a refusal and ends. */
    void refuse(Refusal refusal) {
        refuse(refusal, Ending.refused(refusal, null));
    }

    /**
     * @param upstreamError label of what went wrong upstream
     */
    void refuse(Refusal refusal, String upstreamError) {
        refuse(refusal, Ending.refused(refusal, upstreamError));
    }

    /**
     * @param ending what the journal is told of it
     */
    void refuse(Refusal refusal, Ending ending) {
        if (ended) {
            return;
        }
        callIsOver();
        incoming.refuse(refusal, region());
        end(ending);
    }

    boolean isClientGone() {
        return incoming.response().closed();
    }

    /** The client hung up before there was anything to tell it. */
    void clientGone() {
        end(Ending.of(CLIENT_CLOSED, Outcome.CLIENT_GONE));
    }

    /** A bug: the client gets a 500 without a word about the inside, the operator a stack trace. */
    void fail(Throwable bug) {
        LOGGER.atError()
                .setCause(bug)
                .addKeyValue("requestId", incoming.requestId())
                .addKeyValue("decision", incoming.decision())
                .log("a request failed in the gateway itself");
        refuse(Refusal.of(
                RefusalKind.INTERNAL,
                DeniedBy.GATEWAY,
                "The gateway failed while it handled the request.",
                "report the decision id to the platform team"));
    }

    /** Ends the exchange; only the first call counts. */
    void end(Ending ending) {
        if (ended) {
            return;
        }
        ended = true;
        callIsOver();
        waitIsOver();
        journal.record(record(ending));
    }

    private ExchangeRecord record(Ending ending) {
        var ids = new ExchangeRecord.Ids(
                incoming.requestId(), incoming.decision(), upstreamRequestId, snapshot.version());
        var result = new ExchangeRecord.Result(
                ending.status(),
                ending.outcome(),
                ending.deniedBy(),
                ending.upstreamDeniedBy(),
                ending.upstreamError(),
                ending.usage());
        var timing = new ExchangeRecord.Timing(
                ticker.getAsLong() - started,
                since(ending.firstByte()),
                since(ending.firstToken()),
                incoming.bodyBytes(),
                incoming.response().bytesWritten());
        return new ExchangeRecord(time, ids, caller, call, result, timing);
    }

    private long since(@Nullable Long reading) {
        return reading == null ? -1 : Math.max(0, reading - started);
    }

    /**
     * What to do with a step's answer: on this exchange's event loop, not after its end, and with every exception turned into a
     * refusal.
     */
    <T> Handler<AsyncResult<T>> then(Consumer<T> next) {
        return result -> {
            if (Vertx.currentContext() == context) {
                goOn(result, next);
            } else {
                context.runOnContext(nothing -> goOn(result, next));
            }
        };
    }

    private <T> void goOn(AsyncResult<T> result, Consumer<T> next) {
        if (ended) {
            return;
        }
        if (result.failed()) {
            fail(result.cause());
            return;
        }
        try {
            next.accept(result.result());
        } catch (RuntimeException bug) {
            fail(bug);
        }
    }
}
