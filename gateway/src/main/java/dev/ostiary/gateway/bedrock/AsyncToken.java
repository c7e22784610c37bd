package dev.ostiary.gateway.bedrock;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Whose async job it is, written into the job itself: Bedrock keeps the {@code clientRequestToken}, so no store is needed. An app id
 * holds no full stop, so a prefix is never another app's.
 */
final class AsyncToken {
    /** AWS's bound. */
    private static final int MAX_LENGTH = 256;

    private AsyncToken() {}

    private static String prefix(String appId) {
        return "ostiary." + appId + ".";
    }

    /** {@return what is wrong with the caller's own token, or null} */
    static @Nullable String faultOf(String appId, String token) {
        int room = MAX_LENGTH - prefix(appId).length();
        if (token.isEmpty() || token.length() > room) {
            return "`clientRequestToken` has 1 to " + room + " characters behind this gateway";
        }
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if (c <= ' ' || c > '~') {
                return "`clientRequestToken` holds visible ASCII characters only";
            }
        }
        return null;
    }

    static boolean belongsTo(String appId, String token) {
        return token.startsWith(prefix(appId));
    }

    /** {@return the JSON text of the token that Bedrock is sent for the caller's own, or for a random one} */
    static String sent(String appId, String token) {
        return quote(prefix(appId) + token);
    }

    /** {@return the JSON text of the caller's own token, from Bedrock's, which {@link #belongsTo} the app} */
    static String restored(String appId, String token) {
        return quote(token.substring(prefix(appId).length()));
    }

    /** AWS's pattern allows quotes and backslashes. */
    private static String quote(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }
}
