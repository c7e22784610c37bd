package dev.ostiary.gateway.upstream;

import dev.ostiary.gateway.failures.ErrorTypes;
import dev.ostiary.gateway.failures.FailureKind;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the head of Bedrock's answer is held to: whether it is one at all, and which of its headers may go back to a client. */
final class AnswerRules {
    /** Of what may pass, so that cookies, echoed security tokens, locations and whatever AWS thinks of next stay here. */
    private static final List<String> ALLOWED = List.of("content-type", "content-length", "date", "retry-after");
    /** Bedrock's own: request id, error type, token counts, latency. {@code x-amz-…} (without n) is AWS's plumbing. */
    private static final String ALLOWED_PREFIX = "x-amzn-";

    private AnswerRules() {}

    static MultiMap allowed(MultiMap received) {
        var back = MultiMap.caseInsensitiveMultiMap();
        for (var header : received) {
            if (isAllowed(header.getKey()) && isPlain(header.getValue())) {
                back.add(header.getKey(), header.getValue());
            }
        }
        return back;
    }

    private static boolean isAllowed(String name) {
        if (name.regionMatches(true, 0, ALLOWED_PREFIX, 0, ALLOWED_PREFIX.length())) {
            return true;
        }
        for (String allowed : ALLOWED) {
            if (allowed.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    /** The server's own check throws on a control character; one odd header is no reason to lose an answer that was billed. */
    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7f || c > 0xff) {
                return false;
            }
        }
        return true;
    }

    /** Null when the answer is one that may be relayed. */
    static @Nullable FailureKind findObjection(
            HttpClientResponse response, OutboundRequest request, UpstreamLine.Tools tools) {
        int status = response.statusCode();
        // a redirect would have our signature follow it to a host of somebody's choice; Bedrock has none
        if (status < 200 || status / 100 == 3 || status > 599) {
            return FailureKind.MALFORMED;
        }
        var encoding = response.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return FailureKind.MALFORMED;
        }
        var errorType = ErrorTypes.bare(response.getHeader("x-amzn-ErrorType"));
        if (status / 100 == 4 && ErrorTypes.isCredentialsRefused(errorType)) {
            var ahead = clockAhead(response.getHeader("Date"), tools);
            tools.log().warnCredentialsRefused(request, errorType, ahead);
            return FailureKind.CREDENTIALS_REFUSED;
        }
        return null;
    }

    private static @Nullable Duration clockAhead(@Nullable String date, UpstreamLine.Tools tools) {
        if (date == null) {
            return null;
        }
        try {
            var theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Duration.between(theirs, tools.clock().instant());
        } catch (DateTimeParseException e) {
            // only said in a log line: an odd Date is no reason to fail differently
            return null;
        }
    }
}
