package dev.ostiary.gateway.jwk;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Base64url as JOSE means it: no padding, and only the one spelling of each byte string. The JDK's decoder takes padding and
 * ignores the last character's unused bits, so that several texts would be the same token.
 */
public final class Base64Url {
    private Base64Url() {}

    /** The bytes, or null when the text is not their one spelling. */
    public static byte @Nullable [] decode(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text) ? bytes : null;
    }
}
