package dev.ostiary.gateway.upstream;

import dev.ostiary.gateway.failures.FailureKind;
import dev.ostiary.gateway.refusal.Refusal;

/**
 * There is no answer.
 *
 * @param refusal what the client is told; names neither hosts nor accounts
 * @param mayHaveRun whether a part of the request went out and Bedrock did not refuse it: the model may have been at work
 */
public record UpstreamFailure(FailureKind kind, Refusal refusal, boolean mayHaveRun) implements UpstreamReading {

    public static UpstreamFailure of(FailureKind kind, boolean mayHaveRun) {
        return new UpstreamFailure(kind, kind.refusal(), mayHaveRun);
    }

    /** Label {@code type} of {@code ostiary_upstream_errors_total}. */
    public String errorType() {
        return kind.label();
    }
}
