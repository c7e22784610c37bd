package dev.ostiary.gateway.wire;

import dev.ostiary.gateway.timing.LoopClock;
import java.net.InetAddress;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The other side of one connection.
 *
 * @param address of the socket; IPv4-mapped IPv6 addresses are IPv4
 * @param secure whether it speaks TLS with us
 * @param clock of the connection's event loop
 * @param headBegan when the first byte of the head that was read last came in, as {@link System#nanoTime()}; now for HTTP/2, whose heads
 *     come whole
 * @param bodyMalformed whether the body of the HTTP/1 request being answered, though it has ended, is not well-formed
 * @param ignoreWhatFollows ends an HTTP/1 connection after the answer being given: what the client sends behind this request is
 *     never looked at. Does nothing to HTTP/2, whose streams cannot be confused
 */
public record Peer(
        InetAddress address,
        boolean secure,
        LoopClock clock,
        LongSupplier headBegan,
        BooleanSupplier bodyMalformed,
        Runnable ignoreWhatFollows) {}
