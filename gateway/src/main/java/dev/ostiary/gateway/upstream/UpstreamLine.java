package dev.ostiary.gateway.upstream;

import dev.ostiary.gateway.endpoints.Endpoint;
import dev.ostiary.gateway.timing.CoarseTimers;
import java.time.Clock;
import java.time.Duration;

/**
 * What all calls to one plane of one upstream's Region share.
 *
 * @param placeTimeout longest wait for a place and, each, for name resolution, TCP and TLS
 * @param firstByteTimeout from the request to the answer's head
 */
record UpstreamLine(
        Endpoint endpoint, Duration placeTimeout, Duration firstByteTimeout, HttpPool pool, Slots slots, Tools tools) {

    /** The same for all lines. */
    record Tools(SigV4Signer signer, FailureLog log, CoarseTimers timers, Clock clock) {}
}
