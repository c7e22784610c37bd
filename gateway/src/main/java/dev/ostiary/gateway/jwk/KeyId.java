package dev.ostiary.gateway.jwk;

/** What a {@code kid} may look like. It is only ever compared, never used as a path, a query or an address. */
public final class KeyId {
    private static final int MAX_LENGTH = 256;

    private KeyId() {}

    /** 1 to 256 printable ASCII characters. */
    public static boolean isValid(String kid) {
        return !kid.isEmpty() && kid.length() <= MAX_LENGTH && kid.chars().allMatch(c -> c >= 0x20 && c <= 0x7e);
    }
}
