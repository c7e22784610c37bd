package dev.ostiary.emulator.text;

/**
 * Tokens of one answer. As with the real service, cached tokens are not part of `input`.
 *
 * @param cacheTtl `5m` or `1h` for the written tokens, empty without caching
 */
public record Usage(int input, int output, int cacheRead, int cacheWrite, String cacheTtl) {
    public int total() {
        return input + cacheRead + cacheWrite + output;
    }

    public boolean usedCache() {
        return !cacheTtl.isEmpty();
    }

    public int cacheWrite(String ttl) {
        return cacheTtl.equals(ttl) ? cacheWrite : 0;
    }
}
