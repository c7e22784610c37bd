package dev.ostiary.gateway.control;

import dev.ostiary.gateway.failures.FailureKind;
import dev.ostiary.gateway.upstream.BedrockUpstream;
import dev.ostiary.gateway.upstream.OutboundRequest;
import dev.ostiary.gateway.upstream.UpstreamAnswer;
import dev.ostiary.gateway.upstream.UpstreamFailure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Signed GETs to Bedrock's control plane, for the catalogue. The AWS SDK's client for it ({@code software.amazon.awssdk:bedrock})
 * is not published for the SDK's version in use, and four GETs do not need it.
 */
public final class ControlPlane {
    /** The longest list there is, ListInferenceProfiles with 1,000 profiles, is below 2 MiB. */
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private static final Duration LONGEST_BODY = Duration.ofSeconds(15);

    /** Whose connections these are: of the gateway itself, no app is called so. */
    private static final String CATALOGUE = "-";

    private final Vertx vertx;
    private final BedrockUpstream upstream;

    public ControlPlane(Vertx vertx, BedrockUpstream upstream) {
        this.vertx = vertx;
        this.upstream = upstream;
    }

    /**
     * @param encodedPath begins with {@code /}, percent-encoded
     * @param encodedQuery without {@code ?}; null when there is none
     */
    public Future<ControlReading> get(
            String upstreamName,
            String region,
            String encodedPath,
            @Nullable String encodedQuery,
            AwsCredentialsIdentity credentials) {
        var request = new OutboundRequest(
                upstreamName,
                region,
                "GET",
                encodedPath,
                encodedQuery,
                List.of(Map.entry("Accept", "application/json")),
                Buffer.buffer(),
                true);
        return upstream.send(CATALOGUE, request, credentials).reading().compose(reading -> switch (reading) {
            case UpstreamFailure failure -> Future.succeededFuture(new ControlReading.NoControlAnswer(failure.kind()));
            case UpstreamAnswer answer -> collect(answer);
        });
    }

    private Future<ControlReading> collect(UpstreamAnswer answer) {
        var promise = Promise.<ControlReading>promise();
        var body = Buffer.buffer();
        var response = answer.response();
        long timer = vertx.setTimer(
                LONGEST_BODY.toMillis(), late -> giveUp(answer, promise, FailureKind.FIRST_BYTE_TIMEOUT));
        promise.future().onComplete(any -> vertx.cancelTimer(timer));
        response.exceptionHandler(broken -> giveUp(answer, promise, FailureKind.RESET_BEFORE_HEADERS));
        response.endHandler(end ->
                promise.tryComplete(new ControlReading.ControlAnswer(answer.status(), body, answer.errorType())));
        response.handler(chunk -> {
            if (body.length() + chunk.length() > MOST_BYTES) {
                giveUp(answer, promise, FailureKind.MALFORMED);
            } else {
                body.appendBuffer(chunk);
            }
        });
        response.resume();
        return promise.future();
    }

    private static void giveUp(UpstreamAnswer answer, Promise<ControlReading> promise, FailureKind kind) {
        if (promise.tryComplete(new ControlReading.NoControlAnswer(kind))) {
            answer.cancel();
        }
    }
}
