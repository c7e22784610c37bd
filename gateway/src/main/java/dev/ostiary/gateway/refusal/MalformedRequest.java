package dev.ostiary.gateway.refusal;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;

/** What to say about bytes that are not an HTTP request. Quotes nothing of them. */
public final class MalformedRequest {
    private MalformedRequest() {}

    public static Refusal refusal(HttpServerRequest request) {
        return switch (request.decoderResult().cause()) {
            case TooLongHttpLineException line ->
                Refusal.of(
                        RefusalKind.TARGET_TOO_LONG,
                        DeniedBy.REQUEST,
                        "The request line is too long.",
                        "send less, or have ostiary.http.max-header-size raised");
            case TooLongHttpHeaderException headers -> headersTooLong();
            default -> Refusal.invalid("The request is not well-formed HTTP/1.1.", "send well-formed HTTP");
        };
    }

    public static Refusal headersTooLong() {
        return Refusal.of(
                RefusalKind.HEADERS_TOO_LARGE,
                DeniedBy.REQUEST,
                "The headers are too long.",
                "send less, or have ostiary.http.max-header-size raised");
    }
}
