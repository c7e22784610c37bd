package dev.ostiary.gateway.credentials;

/** Makes sessions anew. Blocks for seconds, so it is called on worker threads only, by {@link Sessions}. */
@FunctionalInterface
public interface SessionSource {

    /** Never throws for what STS or the network does: that is a {@link NoSession}. */
    SessionReading make(SessionRecipe recipe);
}
