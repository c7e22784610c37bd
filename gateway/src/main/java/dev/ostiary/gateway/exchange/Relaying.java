package dev.ostiary.gateway.exchange;

import dev.ostiary.gateway.endpoints.Upstreams;
import dev.ostiary.gateway.failures.FailureKind;
import dev.ostiary.gateway.journal.Journal;
import dev.ostiary.gateway.metering.UsageTap;
import dev.ostiary.gateway.relay.Relay;
import dev.ostiary.gateway.relay.RelayEnd;
import dev.ostiary.gateway.relay.RelayPlan;
import dev.ostiary.gateway.relay.StreamEnd;
import dev.ostiary.gateway.route.Operation;
import dev.ostiary.gateway.sides.VertxClientSink;
import dev.ostiary.gateway.sides.VertxUpstreamBody;
import dev.ostiary.gateway.upstream.UpstreamAnswer;
import dev.ostiary.gateway.upstream.UpstreamFailure;
import dev.ostiary.gateway.usage.AnswerShape;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Hands a good answer to the relay and ends the exchange as the relay ended: with a refusal when the app was sent nothing yet. */
public final class Relaying {
    private final Relay relay;
    private final Upstreams upstreams;
    private final Duration writeIdle;
    private final Journal journal;

    /**
     * @param writeIdle {@code ostiary.http.write-idle-timeout}
     */
    public Relaying(Relay relay, Upstreams upstreams, Duration writeIdle, Journal journal) {
        this.relay = relay;
        this.upstreams = upstreams;
        this.writeIdle = writeIdle;
        this.journal = journal;
    }

    void relay(Exchange exchange, Permitted permitted, UpstreamAnswer answer) {
        var call = permitted.call();
        var app = permitted.caller().app();
        var plan = new RelayPlan(
                UsageTap.of(shape(call.operation()), call.labels().model()),
                upstreams.get(app.upstream()).bounds().idleTimeout(),
                writeIdle,
                exchange.decision(),
                OwnHeaders.ours(exchange, answer),
                exchange::callIsOver);
        boolean stream = call.operation().streaming() != Operation.Streaming.NONE;
        if (stream) {
            journal.streamStarted(app.id());
        }
        relay.relay(
                        new VertxUpstreamBody(answer.headers(), answer.response(), answer::cancel),
                        new VertxClientSink(exchange.incoming().request()),
                        plan)
                .onComplete(end -> {
                    if (stream) {
                        journal.streamEnded(app.id());
                    }
                })
                .onComplete(exchange.then((RelayEnd end) -> ended(exchange, answer, end)));
    }

    private static void ended(Exchange exchange, UpstreamAnswer answer, RelayEnd end) {
        @Nullable FailureKind untold = end.begun() ? null : failure(end.end());
        if (untold == null) {
            exchange.end(Ending.relayed(answer.status(), end));
        } else {
            var failure = UpstreamFailure.of(untold, true);
            exchange.refuse(failure.refusal(), Ending.unanswered(failure, end));
        }
    }

    /** What an app is told that got nothing; null when it hung up. */
    private static @Nullable FailureKind failure(StreamEnd end) {
        return switch (end) {
            case UPSTREAM_IDLE -> FailureKind.BODY_TIMEOUT;
            case UPSTREAM_BROKE, UPSTREAM_TRUNCATED -> FailureKind.BODY_RESET;
            case UPSTREAM_CORRUPT, FAILED -> FailureKind.MALFORMED;
            case OVERLOADED -> FailureKind.OVERLOAD;
            case COMPLETE, EXCEPTION_FRAME, CLIENT_GONE, WRITE_IDLE -> null;
        };
    }

    static AnswerShape shape(Operation operation) {
        return switch (operation) {
            case INVOKE_MODEL -> AnswerShape.INVOKE;
            case INVOKE_MODEL_WITH_RESPONSE_STREAM -> AnswerShape.INVOKE_STREAM;
            case CONVERSE -> AnswerShape.CONVERSE;
            case CONVERSE_STREAM -> AnswerShape.CONVERSE_STREAM;
            case COUNT_TOKENS,
                    APPLY_GUARDRAIL,
                    INVOKE_GUARDRAIL_CHECKS,
                    START_ASYNC_INVOKE,
                    GET_ASYNC_INVOKE,
                    LIST_ASYNC_INVOKES,
                    LIST_FOUNDATION_MODELS,
                    GET_FOUNDATION_MODEL,
                    LIST_INFERENCE_PROFILES,
                    GET_INFERENCE_PROFILE,
                    WHOAMI -> AnswerShape.UNMETERED;
        };
    }
}
