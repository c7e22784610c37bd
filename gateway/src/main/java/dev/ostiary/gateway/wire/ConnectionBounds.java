package dev.ostiary.gateway.wire;

import java.time.Duration;

/**
 * What every connection is held to.
 *
 * @param headTimeout from the opening, or the first byte of a later request, to the end of the request's head
 * @param bodyIdle longest pause while what is left of an unwanted body is thrown away
 * @param writeIdle longest time in which a client takes nothing of what waits for it
 * @param keepAlive longest time without a request
 * @param maxHeadBytes longest request line, and longest sum of header lines; of HTTP/2 twice as much is taken in, so that whoever takes
 *     the request can refuse it in its own words
 * @param maxConnections open at the same time, all ports together
 */
public record ConnectionBounds(
        Duration headTimeout,
        Duration bodyIdle,
        Duration writeIdle,
        Duration keepAlive,
        int maxHeadBytes,
        int maxConnections) {}
