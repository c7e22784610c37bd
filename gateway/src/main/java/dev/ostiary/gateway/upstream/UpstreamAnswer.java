package dev.ostiary.gateway.upstream;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientResponse;
import org.jspecify.annotations.Nullable;

/**
 * An answer whose head has arrived. Whoever holds it owns {@link #response()}: reads it to its end or calls {@link #cancel()};
 * else its connection is lost to the pool.
 *
 * @param headers what may go back to the client, in the upstream's spelling: Content-Type, Content-Length, Date, Retry-After and
 *     {@code x-amzn-*}; never cookies, never {@code x-amz-security-token}, never Location
 * @param response paused; to be used on the context of the caller of {@link BedrockUpstream#send}
 * @param requestId Bedrock's {@code x-amzn-RequestId}; null when it sent none
 * @param errorType the bare error type that a refusal carries in its head; null for a success and when only the body names it
 * @param canceller what {@link #cancel()} does
 */
public record UpstreamAnswer(
        int status,
        MultiMap headers,
        HttpClientResponse response,
        @Nullable String requestId,
        @Nullable String errorType,
        Runnable canceller)
        implements UpstreamReading {

    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /**
     * Gives the answer up: the connection is closed and Bedrock sees it. Any number of times, from any thread. Unlike {@code
     * response().request().reset()} it does nothing once the whole answer was received, even if it was not read: the connection
     * may serve another call then, which a reset would break.
     */
    public void cancel() {
        canceller.run();
    }

    @Override
    public String toString() {
        return "UpstreamAnswer[status=" + status + ", requestId=" + requestId + ", errorType=" + errorType + "]";
    }
}
