package dev.ostiary.gateway.keys;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one issuer's keys are doing, for readiness, metrics and people.
 *
 * @param issuer name of the issuer
 * @param firstLoaded whether usable keys were ever loaded: what readiness waits for
 * @param usable whether keys may verify tokens now: loaded, and not older than the stale limit
 * @param keys how many usable keys are held
 * @param loadedAt the last good fetch, null before the first
 * @param failures bad fetches since the last good one
 * @param problem what went wrong last, null when the last fetch was good
 */
public record KeyState(
        String issuer,
        boolean firstLoaded,
        boolean usable,
        int keys,
        @Nullable Instant loadedAt,
        int failures,
        @Nullable String problem) {

    /** Time since the last good fetch; null before the first. */
    public @Nullable Duration age(Instant now) {
        return loadedAt == null ? null : Duration.between(loadedAt, now);
    }
}
