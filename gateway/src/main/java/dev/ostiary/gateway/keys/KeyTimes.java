package dev.ostiary.gateway.keys;

import java.time.Duration;

/**
 * The times that rule the fetching of keys.
 *
 * @param refresh between two background fetches that succeed
 * @param filePoll between two looks at a {@code file:} key set
 * @param staleAfter how long keys serve after the last good fetch
 * @param forcedGap least time between the start of any fetch and a fetch that an unknown key id asks for
 * @param loadTimeout for one whole load, discovery included; also how long a request with an unknown key id may wait
 */
public record KeyTimes(
        Duration refresh, Duration filePoll, Duration staleAfter, Duration forcedGap, Duration loadTimeout) {

    public KeyTimes {
        requirePositive("refresh", refresh);
        requirePositive("filePoll", filePoll);
        requirePositive("staleAfter", staleAfter);
        requirePositive("forcedGap", forcedGap);
        requirePositive("loadTimeout", loadTimeout);
    }

    public static KeyTimes of(Duration refresh, Duration staleAfter) {
        return new KeyTimes(refresh, Duration.ofMillis(500), staleAfter, Duration.ofSeconds(10), Duration.ofSeconds(3));
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be longer than nothing, not `" + value + "`");
        }
    }
}
