package dev.ostiary.gateway.bedrock;

import org.jspecify.annotations.Nullable;

/**
 * Whose async job it is, written into the job itself: Bedrock keeps the {@code clientRequestToken}, so no store is needed. An app id
 * holds no full stop, so a prefix is never another app's.
 */
final class AsyncToken {
    /** AWS's bound. */
    private static final int MAX_LENGTH = 256;

    private AsyncToken() {}

    static String prefix(String appId) {
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
            if (c <= ' ' || c > '~' || c == '"' || c == '\\') {
                return "`clientRequestToken` holds visible ASCII characters only, without quotes and backslashes";
            }
        }
        return null;
    }

    static boolean belongsTo(String appId, String token) {
        return token.startsWith(prefix(appId));
    }

    static String restore(String appId, String token) {
        return token.substring(prefix(appId).length());
    }
}
