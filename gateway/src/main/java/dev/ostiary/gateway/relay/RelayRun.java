package dev.ostiary.gateway.relay;

import dev.ostiary.gateway.drain.Drains;
import dev.ostiary.gateway.frames.EventStreamWriter;
import dev.ostiary.gateway.sides.ClientSink;
import dev.ostiary.gateway.sides.UpstreamBody;
import dev.ostiary.gateway.timing.Pending;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One answer on its way. Stateful; everything happens on the event loop of the app's connection. It owns the source, which it reads
 * to the end or cancels, and the sink, which it ends, resets, or leaves untouched when the answer failed before any of it was sent.
 *
 * <pre>
 * RELAYING --upstream's end, or a fault told in the stream--> ENDING --everything taken, app gone or idle--> DONE
 *     |----app gone or idle, on-client-gone=drain-----------> DRAINING --upstream's end, limits------------> DONE
 *     '----app gone, cancel; a fault that cannot be told in the answer--------------------------------------> DONE
 * </pre>
 */
final class RelayRun implements UpstreamBody.Listener, ClientSink.Listener {
    private static final Logger LOGGER = LoggerFactory.getLogger(RelayRun.class);
    private static final String STREAM_ERROR = "modelStreamErrorException";

    /** What one stream may hold without being counted: an ordinary write queue and ordinary frames. */
    private static final long FREE_SHARE = 128 * 1024;

    private enum State {
        RELAYING,
        ENDING,
        DRAINING,
        DONE
    }

    private final RelayTerms terms;
    private final RelayPlan plan;
    private final RelayLimits limits;
    private final UpstreamBody source;
    private final ClientSink sink;
    private final Outflow outflow;
    private final SentHead head;
    private final Passage passage;
    private final Promise<RelayEnd> done = Promise.promise();

    private State state = State.RELAYING;
    private StreamEnd end = StreamEnd.COMPLETE;
    private boolean begun;
    private boolean paused;
    private boolean upstreamOver;
    private boolean wholeAnswer;
    private long charged;
    private long bytesIn;
    private long lastIn;
    private long drainingSince;
    private @Nullable Pending timer;
    private @Nullable Long firstByte;
    private @Nullable Long firstToken;
    private @Nullable String ownException;
    private Drains.@Nullable Place drain;

    RelayRun(RelayTerms terms, UpstreamBody source, ClientSink sink, RelayPlan plan) {
        this.terms = terms;
        this.plan = plan;
        this.limits = RelayLimits.of(plan, terms.drainTimeout());
        this.source = source;
        this.sink = sink;
        this.outflow = new Outflow(sink, terms.ticker());
        this.head = SentHead.of(source.status(), source.headers(), plan.headers());
        this.passage =
                head.eventStream() ? new FramePassage(plan.tap()) : new BytePassage(plan.tap(), head.contentLength());
    }

    Future<RelayEnd> start() {
        terms.load().started();
        lastIn = terms.ticker().getAsLong();
        guarded(() -> {
            plan.tap().head(source.status(), source.headers());
            arm(limits.shortest());
            source.open(this);
            sink.open(this);
            if (state == State.RELAYING) {
                if (head.eventStream()) {
                    begin();
                    sink.flushHead();
                }
                source.resume();
            }
        });
        return done.future();
    }

    /** Not before there is something to send behind the head: until then the app can still be given a proper refusal. */
    private void begin() {
        if (!begun) {
            begun = true;
            sink.head(head.status(), head.headers());
        }
    }

    @Override
    public void segment(Buffer bytes) {
        guarded(() -> {
            if (state != State.RELAYING && state != State.DRAINING) {
                return;
            }
            bytesIn += bytes.length();
            lastIn = terms.ticker().getAsLong();
            firstByte = firstByte == null ? Long.valueOf(lastIn) : firstByte;
            Fault fault = passage.segment(bytes, this::forward);
            if (firstToken == null && plan.tap().sawContent()) {
                firstToken = lastIn;
            }
            if (fault == null && !charge()) {
                fault = new Fault(StreamEnd.OVERLOADED, "the gateway holds too many unfinished frames");
            }
            if (fault != null) {
                fail(fault);
            } else if (state == State.RELAYING && outflow.isFull()) {
                paused = true;
                source.pause();
            }
        });
    }

    private void forward(Buffer bytes) {
        if (state != State.RELAYING) {
            return;
        }
        if (passage.isWhole()) {
            wholeAnswer = true;
            endSink(StreamEnd.COMPLETE, bytes);
        } else {
            begin();
            outflow.write(bytes);
        }
    }

    @Override
    public void ended() {
        guarded(() -> {
            if (upstreamOver || (state != State.RELAYING && state != State.DRAINING)) {
                upstreamOver = true;
                return;
            }
            upstreamOver = true;
            Fault fault = passage.atEnd();
            wholeAnswer = fault == null && passage.exceptionType() == null;
            if (fault != null) {
                fail(fault);
            } else if (state == State.DRAINING) {
                complete();
            } else {
                endSink(wholeAnswer ? StreamEnd.COMPLETE : StreamEnd.EXCEPTION_FRAME, Buffer.buffer());
            }
        });
    }

    @Override
    public void broke(Throwable cause) {
        guarded(() -> {
            if (!upstreamOver) {
                upstreamOver = true;
                fail(new Fault(StreamEnd.UPSTREAM_BROKE, "the connection to Bedrock broke"));
            }
        });
    }

    @Override
    public void drained() {
        guarded(() -> {
            charge();
            if (paused && state == State.RELAYING && !outflow.isFull()) {
                paused = false;
                lastIn = terms.ticker().getAsLong();
                source.resume();
            }
        });
    }

    /** While the end is under way its own future tells: the connection may close right behind what the app did take. */
    @Override
    public void gone() {
        guarded(() -> {
            if (state == State.RELAYING) {
                abandon(StreamEnd.CLIENT_GONE);
            }
        });
    }

    private void abandon(StreamEnd reason) {
        end = reason;
        var here = terms.timers().here();
        drain = upstreamOver ? null : terms.drains().take(() -> here.execute(() -> guarded(this::complete)));
        if (drain == null) {
            complete();
            return;
        }
        state = State.DRAINING;
        drainingSince = terms.ticker().getAsLong();
        lastIn = drainingSince;
        paused = false;
        source.resume();
    }

    /** Ends an answer that cannot go on: told in a frame where that is possible, and never by an end that looks good. */
    private void fail(Fault fault) {
        switch (state) {
            case RELAYING -> {
                cancelSource();
                if (!passage.isEventStream()) {
                    end = fault.end();
                    breakOff();
                } else if (passage.exceptionType() != null) {
                    endSink(StreamEnd.EXCEPTION_FRAME, Buffer.buffer());
                } else {
                    ownException = STREAM_ERROR;
                    endSink(fault.end(), EventStreamWriter.exception(STREAM_ERROR, message(fault)));
                }
            }
            case DRAINING -> complete();
            case ENDING, DONE -> {} // the answer's end is decided
        }
    }

    private String message(Fault fault) {
        String layer = fault.end() == StreamEnd.OVERLOADED ? "gateway" : "upstream";
        return "The model's stream broke before it was complete. (ostiary: " + layer + "; decision " + plan.decisionId()
                + "; " + fault.reason() + ", call the model again)";
    }

    private void endSink(StreamEnd reason, Buffer last) {
        end = reason;
        state = State.ENDING;
        plan.beforeEnd().run();
        begin();
        outflow.end(last)
                .onComplete(taken -> guarded(() -> {
                    if (state == State.ENDING) {
                        appDone(taken.succeeded() ? end : StreamEnd.CLIENT_GONE);
                    }
                }));
    }

    /** An app that is lost at the very end changes the reason only when Bedrock gave none. */
    private void appDone(StreamEnd how) {
        if (end == StreamEnd.COMPLETE || end == StreamEnd.EXCEPTION_FRAME) {
            end = how;
        }
        complete();
    }

    private void complete() {
        if (state == State.DONE) {
            return;
        }
        state = State.DONE;
        if (timer != null) {
            timer.cancel();
        }
        cancelSource();
        terms.load().hold(-charged);
        if (drain != null) {
            drain.free();
        }
        terms.load().ended();
        plan.tap().end(wholeAnswer);
        String exception = passage.exceptionType() != null ? passage.exceptionType() : ownException;
        done.complete(new RelayEnd(
                end, begun, plan.tap().usage(), bytesIn, outflow.written(), firstByte, firstToken, exception));
    }

    /** In this order: a sink that is reset tells at once that the app is gone, which is then no news. */
    private void breakOff() {
        complete();
        if (begun) {
            sink.reset();
        }
    }

    private void cancelSource() {
        if (!upstreamOver && !passage.isWhole()) {
            upstreamOver = true; // before: a cancelled source tells at once that it broke
            source.cancel();
        }
    }

    /** Counts what is held beyond the free share; false when all streams together hold too much and this one has part in it. */
    private boolean charge() {
        long now = Math.max(0, passage.heldBytes() + outflow.waiting() - FREE_SHARE);
        boolean fits = terms.load().hold(now - charged);
        charged = now;
        return fits || charged == 0;
    }

    private void arm(long nanos) {
        if (state == State.DONE) {
            return;
        }
        timer = terms.timers().after(Duration.ofNanos(nanos), () -> guarded(this::look));
    }

    /** One timer for all limits: it looks when the first could be over, so nothing is set or cancelled per frame. */
    private void look() {
        long now = terms.ticker().getAsLong();
        long appLeft = outflow.isWaiting() ? limits.writeIdle() - (now - outflow.lastProgress()) : limits.shortest();
        long upstreamLeft = paused ? limits.shortest() : limits.upstreamIdle() - (now - lastIn);
        long left = switch (state) {
            case RELAYING -> Math.min(appLeft, upstreamLeft);
            case ENDING -> appLeft;
            case DRAINING -> Math.min(upstreamLeft, limits.drain() - (now - drainingSince));
            case DONE -> Long.MAX_VALUE;
        };
        if (left > 0) {
            arm(Math.min(left, limits.shortest()));
        } else if (state == State.DRAINING) {
            complete();
        } else if (appLeft <= 0) {
            appIdle();
        } else {
            fail(new Fault(
                    StreamEnd.UPSTREAM_IDLE,
                    "Bedrock sent nothing for " + plan.upstreamIdle().toSeconds() + " s"));
            arm(limits.shortest());
        }
    }

    private void appIdle() {
        if (state == State.ENDING) {
            appDone(StreamEnd.WRITE_IDLE);
        } else {
            abandon(StreamEnd.WRITE_IDLE);
            arm(limits.shortest());
        }
        sink.reset();
    }

    /** A bug of ours must neither leave the app waiting nor look like a good end to it. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException bug) {
            LOGGER.atError()
                    .addKeyValue("decision", plan.decisionId())
                    .setCause(bug)
                    .log("relay failed");
            if (state != State.DONE) {
                end = StreamEnd.FAILED;
                breakOff();
            }
        }
    }
}
