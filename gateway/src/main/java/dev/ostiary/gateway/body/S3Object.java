package dev.ostiary.gateway.body;

import org.jspecify.annotations.Nullable;

/**
 * An object in S3 that a message tells Bedrock to open, as the body names it (AWS's shape {@code S3Location}).
 *
 * @param uri {@code s3://bucket/key}, nothing checked yet
 * @param owner the account that owns the bucket; empty when not said
 */
public record S3Object(String uri, String owner) {
    public static final String ACTION = "s3:GetObject";

    private static final String SCHEME = "s3://";
    /** S3's own bound, in UTF-8. */
    private static final int MAX_KEY_BYTES = 1024;

    /** {@return what is wrong with the location, or null} */
    @Nullable
    String fault() {
        if (!uri.startsWith(SCHEME)) {
            return "`s3Location.uri` must be s3://bucket/key";
        }
        int slash = uri.indexOf('/', SCHEME.length());
        if (slash < 0 || !isBucket(uri.substring(SCHEME.length(), slash))) {
            return "`s3Location.uri` must name a bucket of 3 to 63 lower-case letters, digits, `.` and `-`, and a key";
        }
        if (!isKey(uri.substring(slash + 1))) {
            return "the key in `s3Location.uri` must be 1 to " + MAX_KEY_BYTES
                    + " bytes of UTF-8 without control characters";
        }
        return owner.isEmpty() || isAccount(owner) ? null : "`s3Location.bucketOwner` must be twelve digits";
    }

    /** The object in the language of policies. There must be no {@link #fault}. */
    public String arn(String partition) {
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

    /**
     * Any key that S3 can have, taken as it stands: {@code %}, {@code ?}, dots and slashes mean nothing in it, since an {@code s3://} URI
     * is no URL. Half a surrogate pair has no UTF-8 form, and what a reader makes of a control character cannot be known.
     */
    private static boolean isKey(String key) {
        int bytes = 0;
        for (int i = 0; i < key.length(); i += Character.charCount(key.codePointAt(i))) {
            int c = key.codePointAt(i);
            if (Character.isISOControl(c) || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
                return false;
            }
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
        }
        return bytes > 0 && bytes <= MAX_KEY_BYTES;
    }

    private static boolean isAccount(String text) {
        return text.length() == 12 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
