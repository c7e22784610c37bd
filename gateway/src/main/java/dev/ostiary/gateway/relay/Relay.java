package dev.ostiary.gateway.relay;

import dev.ostiary.gateway.drain.DrainSettings;
import dev.ostiary.gateway.drain.Drains;
import dev.ostiary.gateway.sides.ClientSink;
import dev.ostiary.gateway.sides.UpstreamBody;
import dev.ostiary.gateway.timing.Timers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.LongSupplier;

/**
 * Takes Bedrock's answers to the apps. One per process: it knows how many answers are under way and how much memory they hold
 * together.
 *
 * <p>An event stream passes frame by frame, whole and checked. Whatever goes wrong after its head, the app gets one
 * {@code modelStreamErrorException} frame and an ordinary end, because some SDKs take a broken connection for success. Any other
 * answer passes byte by byte and is broken off for the app as it was for us. What the app does not take is not read from Bedrock.
 */
public final class Relay {
    /** All streams together may hold this part of the heap in frames that are not whole or not taken. */
    private static final int HEAP_SHARE = 4;

    private final RelayTerms terms;

    /** @param ticker nanoseconds of a clock that never goes back */
    public Relay(Vertx vertx, DrainSettings settings, LongSupplier ticker) {
        this(settings, ticker, Timers.of(vertx), Runtime.getRuntime().maxMemory() / HEAP_SHARE);
    }

    Relay(DrainSettings settings, LongSupplier ticker, Timers timers, long heldLimit) {
        this.terms =
                new RelayTerms(new RelayLoad(heldLimit), Drains.of(settings), settings.drainTimeout(), ticker, timers);
    }

    /**
     * Relays one answer, head included. Call it on the event loop of the app's connection, on which source and sink call back too.
     *
     * <p>The result comes exactly once and never fails. When the app hung up it comes after the rest of the answer was read
     * ({@link DrainSettings#onClientGone()}): until then the model is at work for this app.
     */
    public Future<RelayEnd> relay(UpstreamBody source, ClientSink sink, RelayPlan plan) {
        return new RelayRun(terms, source, sink, plan).start();
    }

    /** Answers under way, abandoned ones included. */
    public int running() {
        return terms.load().running();
    }

    /** Calls that go on although the app is gone: answers that are read to their end, and those that are waited for. */
    public Drains drains() {
        return terms.drains();
    }

    /** How many these are now. */
    int draining() {
        return terms.drains().running();
    }

    /** Bytes beyond each stream's free share that all answers hold together. */
    long heldBytes() {
        return terms.load().held();
    }
}
