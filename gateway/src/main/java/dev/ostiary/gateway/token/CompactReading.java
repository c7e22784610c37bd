package dev.ostiary.gateway.token;

/** What a bearer token turned out to be before any key was asked. */
sealed interface CompactReading permits CompactToken, CompactReading.Malformed {
    /**
     * Not a JWT that could be verified at all.
     *
     * @param what for the caller, without any text of the token
     */
    record Malformed(String what) implements CompactReading {}
}
