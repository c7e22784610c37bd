package dev.ostiary.gateway.relay;

import java.time.Duration;

/**
 * The time limits of one answer in nanoseconds.
 *
 * @param upstreamIdle how long Bedrock may send nothing
 * @param writeIdle how long the app may take nothing
 * @param drain how long an abandoned answer is read on
 */
record RelayLimits(long upstreamIdle, long writeIdle, long drain) {
    static RelayLimits of(RelayPlan plan, Duration drain) {
        return new RelayLimits(plan.upstreamIdle().toNanos(), plan.writeIdle().toNanos(), drain.toNanos());
    }

    /** A limit that begins to run later cannot be over before this: so often it is enough to look. */
    long shortest() {
        return Math.min(drain, Math.min(writeIdle, upstreamIdle));
    }
}
