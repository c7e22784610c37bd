package dev.ostiary.gateway.credentials;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * {@code RoleSessionName} of an app: 2 to 64 characters of {@code [\w+=,.@-]} (STS AssumeRole). App ids as the access files allow
 * them fit already and stay as they are; anything else keeps its legal characters and gets a checksum, so that two ids do not
 * meet in one name.
 */
public final class SessionNames {
    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9_+=,.@-]{2,64}");
    private static final int LONGEST_STEM = 64 - 9;

    private SessionNames() {}

    public static String of(String appId) {
        if (LEGAL.matcher(appId).matches()) {
            return appId;
        }
        var stem = appId.replaceAll("[^a-zA-Z0-9_+=,.@-]", "-");
        var checksum = new CRC32C();
        checksum.update(appId.getBytes(StandardCharsets.UTF_8));
        return stem.substring(0, Math.min(stem.length(), LONGEST_STEM)) + "-" + "%08x".formatted(checksum.getValue());
    }
}
