package dev.ostiary.gateway.http;

import java.time.Duration;

/**
 * What all requests of a {@link DataPort} share.
 *
 * @param exchanges requests being answered
 * @param bufferedBodies bytes of request bodies in memory
 */
record Edge(
        RefusalWriter refusals, Bound exchanges, Bound bufferedBodies, long maxBodyBytes, Duration bodyIdleTimeout) {}
