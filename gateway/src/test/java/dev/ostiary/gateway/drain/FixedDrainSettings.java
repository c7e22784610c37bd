package dev.ostiary.gateway.drain;

import java.time.Duration;
import java.util.Locale;

/** Settings as a test says; no answer is read on for more than 30 s. */
public record FixedDrainSettings(OnClientGone onClientGone, int drainLimit) implements DrainSettings {
    public static DrainSettings of(String onClientGone, int drainLimit) {
        return new FixedDrainSettings(OnClientGone.valueOf(onClientGone.toUpperCase(Locale.ROOT)), drainLimit);
    }

    @Override
    public Duration drainTimeout() {
        return Duration.ofSeconds(30);
    }
}
