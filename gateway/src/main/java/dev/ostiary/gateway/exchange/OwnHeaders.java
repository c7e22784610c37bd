package dev.ostiary.gateway.exchange;

import dev.ostiary.gateway.upstream.UpstreamAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The headers that the gateway adds to an answer of Bedrock. */
final class OwnHeaders {
    private static final String REQUEST_ID = "x-amzn-RequestId";

    private OwnHeaders() {}

    /** What we add to every answer of Bedrock. */
    static List<Map.Entry<String, String>> ours(Exchange exchange, UpstreamAnswer answer) {
        var headers = new ArrayList<Map.Entry<String, String>>(3);
        headers.add(Map.entry("x-ostiary-region", exchange.region()));
        headers.add(Map.entry("x-ostiary-decision", exchange.decision()));
        if (answer.requestId() == null) {
            headers.add(Map.entry(REQUEST_ID, exchange.incoming().requestId()));
        }
        return headers;
    }

    /** Sets status and headers of an answer that is written whole; its length is set by ending the response. */
    static void write(Exchange exchange, UpstreamAnswer answer, @Nullable String deniedBy) {
        var response = exchange.incoming().response();
        response.setStatusCode(answer.status());
        answer.headers().forEach((name, value) -> {
            if (!name.equalsIgnoreCase("Content-Length")) {
                response.headers().add(name, value);
            }
        });
        ours(exchange, answer).forEach(header -> response.headers().set(header.getKey(), header.getValue()));
        if (deniedBy != null) {
            response.headers().set("x-ostiary-denied-by", deniedBy);
        }
    }
}
