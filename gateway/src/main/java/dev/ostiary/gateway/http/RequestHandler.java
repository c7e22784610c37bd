package dev.ostiary.gateway.http;

import dev.ostiary.gateway.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** What stands behind the {@link DataPort}. Called on the event loop of the request's connection; must not block. */
public interface RequestHandler {
    /**
     * A well-formed request whose body has not been read. Whoever implements this ends the response exactly once, by
     * {@link Incoming#refuse} or through {@link Incoming#response()}. An exception becomes a 500 refusal.
     */
    void handle(Incoming incoming);

    /**
     * The edge has already refused this request by itself: malformed, or the gateway is full. Only to be counted and logged.
     *
     * @param incoming with {@code -} for a method or target that could not be read
     */
    void refused(Incoming incoming, Refusal refusal);

    /** What {@code x-ostiary-region} says while it is not known which Region a request is for; null says nothing. */
    default @Nullable String defaultRegion() {
        return null;
    }
}
