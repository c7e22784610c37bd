package dev.ostiary.emulator.control;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** An opaque page token: clients must send it back as it is. */
final class PageToken {
    private PageToken() {}

    static String of(int offset) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("page:" + offset).getBytes(StandardCharsets.UTF_8));
    }

    /** Negative when the token is not one of ours. */
    static int offset(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            return text.startsWith("page:") ? Integer.parseInt(text.substring(5)) : -1;
        } catch (IllegalArgumentException e) {
            return -1;
        }
    }
}
