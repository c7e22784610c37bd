package dev.ostiary.gateway.jwk;

/** What one entry of a key set turned out to be. */
sealed interface KeyReading permits PublishedKey, KeyReading.Ignored {
    /**
     * An entry that is not used.
     *
     * @param why for the log; names the key id
     */
    record Ignored(String why) implements KeyReading {}
}
