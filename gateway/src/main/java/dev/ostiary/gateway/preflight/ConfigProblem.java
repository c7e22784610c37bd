package dev.ostiary.gateway.preflight;

/**
 * A setting that keeps the gateway from starting.
 *
 * @param key the key as configuration files write it, or the environment variable
 * @param message what is wrong with it
 * @param fix what to do
 */
public record ConfigProblem(String key, String message, String fix) {
    static ConfigProblem missing(String key) {
        return new ConfigProblem(key, "is missing", "set it, for example by " + KnownKeys.asVariable(key));
    }

    public String toText() {
        return key + ": " + message + (fix.isEmpty() ? "" : " (" + fix + ")");
    }
}
