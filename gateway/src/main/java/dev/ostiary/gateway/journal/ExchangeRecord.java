package dev.ostiary.gateway.journal;

import dev.ostiary.gateway.refusal.DeniedBy;
import dev.ostiary.gateway.usage.Usage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is told about one exchange after its end. Holds no body, token or key, and must not: the access log writes all
 * of it.
 *
 * @param time when the request's head had arrived
 */
public record ExchangeRecord(Instant time, Ids ids, Caller caller, Call call, Result result, Timing timing) {

    /**
     * @param upstreamRequestId Bedrock's own id, null when it never answered
     * @param snapshot version of the access snapshot that decided
     */
    public record Ids(
            String requestId, String decision, @Nullable String upstreamRequestId, long snapshot) {}

    /**
     * @param app a configured id, or null when the caller is nobody
     * @param userAgent as sent, bounded when written
     */
    public record Caller(
            @Nullable String app,
            @Nullable String issuer,
            @Nullable String subject,
            String clientIp,
            @Nullable String userAgent) {}

    /**
     * @param operation label of the operation, {@code none} when the route is unknown
     * @param modelId as the caller wrote it
     * @param model canonical, for the access log
     * @param series like {@code model}, but {@code other} unless the catalogue lists it
     * @param scope {@code regional}, {@code geo}, {@code global}
     */
    public record Call(
            String operation,
            @Nullable String modelId,
            String model,
            String series,
            @Nullable String profile,
            @Nullable String region,
            @Nullable String scope,
            @Nullable String tier,
            boolean stream) {

        /** An exchange that ended before it was known what it wanted. */
        public static final Call UNKNOWN = new Call("none", null, "none", "none", null, null, null, null, false);
    }

    /**
     * @param deniedBy the layer when the gateway itself said no
     * @param upstreamDeniedBy the triage of Bedrock's own refusal
     * @param upstreamError bounded type of what went wrong upstream
     * @param usage null when nothing was to be metered
     */
    public record Result(
            int status,
            Outcome outcome,
            @Nullable DeniedBy deniedBy,
            @Nullable String upstreamDeniedBy,
            @Nullable String upstreamError,
            @Nullable Usage usage) {}

    /**
     * @param durationNanos from the head's arrival to the end
     * @param firstByteNanos to the first byte of Bedrock's answer; -1 when there was none
     * @param firstTokenNanos to the first content of a stream; -1 when there was none
     */
    public record Timing(long durationNanos, long firstByteNanos, long firstTokenNanos, long bytesIn, long bytesOut) {}
}
