package dev.ostiary.gateway.http;

import java.time.Duration;
import java.time.InstantSource;

/**
 * What all requests of a {@link DataPort} share.
 *
 * @param exchanges requests being answered
 * @param bufferedBodies bytes of request bodies in memory
 */
record Edge(
        RefusalWriter refusals, Bound exchanges, Bound bufferedBodies, long maxBodyBytes, Duration bodyIdleTimeout) {

    static Edge of(HttpSettings settings) {
        long bodies = settings.maxBufferedBodies()
                .map(size -> size.asLongValue())
                .orElse(Runtime.getRuntime().maxMemory() / 5 * 2);
        return new Edge(
                new RefusalWriter(new DateHeader(InstantSource.system())),
                new Bound(settings.maxExchanges()),
                new Bound(bodies),
                settings.maxBodySize().asLongValue(),
                settings.bodyIdleTimeout());
    }
}
