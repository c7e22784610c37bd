package dev.ostiary.gateway.body;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The caller's request metadata, which Bedrock writes to its invocation log. The gateway adds {@code ostiary:app} so that the log can
 * be joined with its own; nobody else may write keys of that prefix.
 */
public final class RequestMetadata {
    public static final String APP_KEY = "ostiary:app";

    private static final String RESERVED = "ostiary:";
    /** AWS's bound, over the caller's pairs and ours. */
    static final int MAX_PAIRS = 16;

    private RequestMetadata() {}

    /** {@return what is wrong with a key of the caller, or null} */
    static @Nullable String faultOfKey(String key) {
        return key.regionMatches(true, 0, RESERVED, 0, RESERVED.length())
                ? "request metadata keys that begin with `ostiary:` are the gateway's own"
                : null;
    }

    /** {@return what is wrong with that many pairs of the caller when ours is added, or null} */
    public static @Nullable String faultOfCount(int pairs, boolean oursAdded) {
        return pairs + (oursAdded ? 1 : 0) > MAX_PAIRS
                ? "request metadata has at most " + (oursAdded ? MAX_PAIRS - 1 : MAX_PAIRS) + " pairs"
                        + (oursAdded ? " beside the gateway's own" : "")
                : null;
    }

    /** {@return what is wrong with a header value, or null when {@link #merge} may be called} */
    public static @Nullable String faultOfHeader(String header) {
        if (header.isEmpty()) {
            return null;
        }
        int pairs = 0;
        try (JsonParser json = JsonCursor.parser(header.getBytes(StandardCharsets.US_ASCII))) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return "request metadata is one JSON object of strings";
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String fault = faultOfKey(json.currentName());
                if (fault != null) {
                    return fault;
                }
                if (json.nextToken() != JsonToken.VALUE_STRING) {
                    return "request metadata is one JSON object of strings";
                }
                pairs++;
            }
            if (json.nextToken() != null) {
                return "something follows the JSON object of the request metadata";
            }
        } catch (IOException e) {
            return "request metadata is not valid JSON, or has a key twice"; // the parser's text could quote the value
        }
        return faultOfCount(pairs, true);
    }

    /** {@return the header's value with the app's pair first, the caller's text behind it as it is} */
    public static String merge(String header, String appId) {
        String own = "{\"" + APP_KEY + "\":\"" + appId + "\"";
        if (header.isEmpty()) {
            return own + "}";
        }
        String rest = header.substring(header.indexOf('{') + 1);
        return own + (rest.stripLeading().startsWith("}") ? "" : ",") + rest;
    }
}
