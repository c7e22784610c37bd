package dev.ostiary.gateway.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Stands for a token in memory: the SHA-256 of every character, so that the cache holds no token and no two spellings share an
 * entry.
 *
 * @param length of the token in characters, the weight of its entry
 */
public record TokenDigest(long a, long b, long c, long d, int length) {

    public static TokenDigest of(String compact) {
        // a character beyond Latin-1 becomes `?`, which no token that ever verified holds
        ByteBuffer hash = ByteBuffer.wrap(sha256().digest(compact.getBytes(StandardCharsets.ISO_8859_1)));
        return new TokenDigest(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong(), compact.length());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
