package dev.ostiary.gateway.http;

import dev.ostiary.gateway.refusal.DateHeader;
import dev.ostiary.gateway.refusal.RefusalWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What all requests of a {@link DataPort} share.
 *
 * @param exchanges requests being answered
 * @param bodies memory for request bodies
 */
record Edge(RefusalWriter refusals, Bound exchanges, Bodies bodies, long maxBodyBytes, Duration bodyIdleTimeout) {

    /**
     * Memory for request bodies.
     *
     * @param all bytes in memory, whoever sent them
     * @param shares of those, by app
     */
    record Bodies(long max, Bound all, ConcurrentMap<String, Bound> shares) {
        Bodies(long max) {
            this(max, new Bound(max), new ConcurrentHashMap<>());
        }
    }

    Bound bufferedBodies() {
        return bodies.all();
    }

    /** What one app may hold: half of everything, so that no app alone can shut out the others. */
    Bound share(String app) {
        return bodies.shares().computeIfAbsent(app, id -> new Bound(bodies.max() / 2));
    }

    static Edge of(HttpSettings settings) {
        long bodies = settings.maxBufferedBodies()
                .map(size -> size.asLongValue())
                .orElse(Runtime.getRuntime().maxMemory() / 5 * 2);
        return new Edge(
                new RefusalWriter(new DateHeader(InstantSource.system())),
                new Bound(settings.maxExchanges()),
                new Bodies(bodies),
                settings.maxBodySize().asLongValue(),
                settings.bodyIdleTimeout());
    }
}
