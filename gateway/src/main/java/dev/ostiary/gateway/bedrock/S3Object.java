package dev.ostiary.gateway.bedrock;

import org.jspecify.annotations.Nullable;

/**
 * An object in S3 that a message tells Bedrock to open, as the body names it (AWS's shape {@code S3Location}).
 *
 * @param uri {@code s3://bucket/key}, nothing checked yet
 * @param owner the account that owns the bucket; empty when not said
 */
record S3Object(String uri, String owner) {
    static final String ACTION = "s3:GetObject";

    private static final String SCHEME = "s3://";
    /** AWS's own bound of the whole URI. */
    private static final int MAX_LENGTH = 1024;
    /**
     * What a key may hold beside letters and digits: S3's safe characters, and those that need no decoding. Not {@code %}, {@code ?},
     * {@code #} and {@code *}: two readers could take them for two different objects.
     */
    private static final String KEY_PUNCTUATION = "!-_.'()/&$@=;:+, ";

    /** {@return what is wrong with the location, or null} */
    @Nullable
    String fault() {
        if (!uri.startsWith(SCHEME) || uri.length() > MAX_LENGTH) {
            return "`s3Location.uri` must be s3://bucket/key of at most " + MAX_LENGTH + " characters";
        }
        int slash = uri.indexOf('/', SCHEME.length());
        if (slash < 0 || !isBucket(uri.substring(SCHEME.length(), slash))) {
            return "`s3Location.uri` must name a bucket of 3 to 63 lower-case letters, digits, `.` and `-`, and a key";
        }
        if (!isKey(uri.substring(slash + 1))) {
            return "the key in `s3Location.uri` must be plain ASCII without wildcards, escapes, empty and dot segments";
        }
        return owner.isEmpty() || isAccount(owner) ? null : "`s3Location.bucketOwner` must be twelve digits";
    }

    /** The object in the language of policies. There must be no {@link #fault}. */
    String arn(String partition) {
        return "arn:" + partition + ":s3:::" + uri.substring(SCHEME.length());
    }

    private static boolean isBucket(String text) {
        if (text.length() < 3
                || text.length() > 63
                || isMark(text.charAt(0))
                || isMark(text.charAt(text.length() - 1))) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && !isMark(c)) {
                return false;
            }
        }
        return !text.contains("..");
    }

    private static boolean isMark(char c) {
        return c == '.' || c == '-';
    }

    private static boolean isKey(String key) {
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
            if (!alphanumeric && KEY_PUNCTUATION.indexOf(c) < 0) {
                return false;
            }
        }
        for (String segment : key.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAccount(String text) {
        return text.length() == 12 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
