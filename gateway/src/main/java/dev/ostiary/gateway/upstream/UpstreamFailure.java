package dev.ostiary.gateway.upstream;

import dev.ostiary.gateway.failures.FailureKind;
import dev.ostiary.gateway.refusal.Refusal;

/**
 * There is no answer.
 *
 * @param refusal what the client is told; names neither hosts nor accounts
 */
public record UpstreamFailure(FailureKind kind, Refusal refusal) implements UpstreamReading {

    public static UpstreamFailure of(FailureKind kind) {
        return new UpstreamFailure(kind, kind.refusal());
    }

    /** Label {@code type} of {@code ostiary_upstream_errors_total}. */
    public String errorType() {
        return kind.label();
    }
}
