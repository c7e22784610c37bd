package dev.ostiary.gateway.relay;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The head of an answer as it is sent to the app: Bedrock's status, what of its headers may go back, the gateway's own added.
 *
 * @param status Bedrock's
 * @param headers in order
 * @param contentLength what Bedrock declared; -1 when it declared nothing, or for an event stream, to which a frame may be added
 * @param eventStream whether the body is one
 */
record SentHead(int status, List<Map.Entry<String, String>> headers, long contentLength, boolean eventStream) {
    private static final String EVENT_STREAM = "application/vnd.amazon.eventstream";
    private static final int USUAL_HEADERS = 12;

    static SentHead of(int status, MultiMap upstream, List<Map.Entry<String, String>> own) {
        boolean eventStream = status == 200 && isEventStream(upstream.get("content-type"));
        long contentLength = eventStream ? -1 : contentLength(upstream.get("content-length"));
        var headers = new ArrayList<Map.Entry<String, String>>(USUAL_HEADERS);
        for (Map.Entry<String, String> header : upstream) {
            if (!header.getKey().equalsIgnoreCase("Content-Length") && !isIn(own, header.getKey())) {
                headers.add(Map.entry(header.getKey(), header.getValue()));
            }
        }
        headers.addAll(own);
        if (contentLength >= 0) {
            headers.add(Map.entry("Content-Length", Long.toString(contentLength)));
        }
        return new SentHead(status, Collections.unmodifiableList(headers), contentLength, eventStream);
    }

    private static boolean isIn(List<Map.Entry<String, String>> own, String name) {
        for (Map.Entry<String, String> ours : own) {
            if (ours.getKey().equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEventStream(@Nullable String contentType) {
        return contentType != null && contentType.split(";", 2)[0].trim().equalsIgnoreCase(EVENT_STREAM);
    }

    private static long contentLength(@Nullable String declared) {
        try {
            return declared == null ? -1 : Long.parseLong(declared.trim());
        } catch (NumberFormatException odd) {
            return -1; // the HTTP client reads such an answer to the connection's end, and so does the app
        }
    }
}
