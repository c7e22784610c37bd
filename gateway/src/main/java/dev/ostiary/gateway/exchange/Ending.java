package dev.ostiary.gateway.exchange;

import dev.ostiary.gateway.failures.FailureKind;
import dev.ostiary.gateway.journal.Outcome;
import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.refusal.Refusal;
import dev.ostiary.gateway.relay.RelayEnd;
import dev.ostiary.gateway.upstream.UpstreamFailure;
import dev.ostiary.gateway.usage.Usage;
import org.jspecify.annotations.Nullable;

/**
 * How an exchange ended, as the journal wants to know it.
 *
 * @param upstreamDeniedBy the triage of Bedrock's own refusal
 * @param upstreamError bounded label of what went wrong upstream
 * @param usage null when nothing was to be metered
 * @param firstByte ticker reading; null when Bedrock sent nothing
 * @param firstToken ticker reading; null without a stream's content
 */
record Ending(
        int status,
        Outcome outcome,
        @Nullable DeniedBy deniedBy,
        @Nullable String upstreamDeniedBy,
        @Nullable String upstreamError,
        @Nullable Usage usage,
        @Nullable Long firstByte,
        @Nullable Long firstToken) {

    static Ending of(int status, Outcome outcome) {
        return new Ending(status, outcome, null, null, null, null, null, null);
    }

    static Ending refused(Refusal refusal, @Nullable String upstreamError) {
        return new Ending(
                refusal.kind().status(),
                outcome(refusal.deniedBy()),
                refusal.deniedBy(),
                null,
                upstreamError,
                null,
                null,
                null);
    }

    /**
     * There was no answer.
     *
     * @param gone whether nobody is left to be told
     * @param usage unknown when the model may have been at work, which is billed all the same
     */
    static Ending unanswered(UpstreamFailure failure, boolean gone, @Nullable Usage usage) {
        var layer = failure.refusal().deniedBy();
        return new Ending(
                gone ? Exchange.CLIENT_CLOSED : failure.refusal().kind().status(),
                gone ? Outcome.CLIENT_GONE : outcome(layer),
                gone ? null : layer,
                null,
                failure.kind() == FailureKind.CANCELLED ? null : failure.errorType(),
                usage,
                null,
                null);
    }

    /** Bedrock's answer broke before any of it was sent to the app, which was refused: what the model did is billed all the same. */
    static Ending unanswered(UpstreamFailure failure, RelayEnd end) {
        var kind = failure.refusal().kind();
        var layer = failure.refusal().deniedBy();
        return new Ending(
                kind.status(),
                outcome(layer),
                layer,
                null,
                failure.errorType(),
                metered(end),
                end.firstByteNanos(),
                end.firstTokenNanos());
    }

    /** Bedrock's own refusal or failure, passed on as it was. */
    static Ending passedOn(int status, @Nullable String deniedBy, String error, @Nullable Long firstByte) {
        return new Ending(status, Outcome.UPSTREAM_ERROR, null, deniedBy, error, null, firstByte, null);
    }

    /** The same for a client that hung up meanwhile. */
    Ending toNobody() {
        return new Ending(
                status, Outcome.CLIENT_GONE, deniedBy, upstreamDeniedBy, upstreamError, usage, firstByte, firstToken);
    }

    static Ending relayed(int status, RelayEnd end) {
        return new Ending(
                status,
                outcome(status, end),
                null,
                null,
                error(end),
                metered(end),
                end.firstByteNanos(),
                end.firstTokenNanos());
    }

    private static @Nullable Usage metered(RelayEnd end) {
        return end.usage() instanceof Usage.NotMetered ? null : end.usage();
    }

    private static Outcome outcome(DeniedBy layer) {
        return switch (layer) {
            case TOKEN, IDENTITY, POLICY, PERMISSIONS_BOUNDARY, ORGANIZATION_POLICY -> Outcome.DENIED;
            case LIMIT, BUDGET -> Outcome.LIMITED;
            case REQUEST -> Outcome.INVALID;
            case UPSTREAM -> Outcome.UPSTREAM_UNAVAILABLE;
            case GATEWAY -> Outcome.ERROR;
        };
    }

    private static Outcome outcome(int status, RelayEnd end) {
        return switch (end.end()) {
            case COMPLETE -> status / 100 == 2 ? Outcome.SUCCESS : Outcome.UPSTREAM_ERROR;
            case EXCEPTION_FRAME, UPSTREAM_BROKE, UPSTREAM_TRUNCATED, UPSTREAM_CORRUPT, UPSTREAM_IDLE ->
                Outcome.UPSTREAM_ERROR;
            case CLIENT_GONE, WRITE_IDLE -> Outcome.CLIENT_GONE;
            case OVERLOADED, FAILED -> Outcome.ERROR;
        };
    }

    private static @Nullable String error(RelayEnd end) {
        return switch (end.end()) {
            case COMPLETE, CLIENT_GONE, WRITE_IDLE, OVERLOADED, FAILED -> null;
            case EXCEPTION_FRAME -> "stream_exception";
            case UPSTREAM_BROKE -> "stream_broke";
            case UPSTREAM_TRUNCATED -> "stream_truncated";
            case UPSTREAM_CORRUPT -> "stream_corrupt";
            case UPSTREAM_IDLE -> "stream_idle";
        };
    }
}
