package dev.ostiary.gateway.upstream;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it will stand on the wire, but for {@code Host}, {@code Content-Length} and what signing adds.
 *
 * @param upstream name of a configured upstream
 * @param region one of the upstream's Regions
 * @param encodedPath begins with {@code /}; percent-encoded once, by us
 * @param encodedQuery without {@code ?}; null when there is none
 * @param headers what goes upstream and nothing else; all of them are signed
 * @param body empty for GET; must not change while the call runs
 * @param controlPlane the Bedrock control plane instead of bedrock-runtime
 */
public record OutboundRequest(
        String upstream,
        String region,
        String method,
        String encodedPath,
        @Nullable String encodedQuery,
        List<Map.Entry<String, String>> headers,
        Buffer body,
        boolean controlPlane) {

    public OutboundRequest {
        headers = List.copyOf(headers);
    }

    /** Neither query, headers nor body: they may hold what a caller would not want in a log. */
    @Override
    public String toString() {
        return "OutboundRequest[" + method + " " + encodedPath + " on " + upstream + "/" + region + ", " + body.length()
                + " bytes]";
    }
}
