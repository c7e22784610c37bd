package dev.ostiary.gateway.authorization;

import java.time.Instant;

/**
 * What the gateway knows for sure about a request beside its caller and its content. No user agent: the caller sets it, so no policy
 * may rely on it.
 *
 * @param now one reading of the clock per request
 * @param sourceIp the client's address in numbers, never a name; behind a configured proxy the address that it reports
 * @param secureTransport whether the connection to the gateway is TLS
 * @param principal who will call Bedrock
 */
public record Environment(Instant now, String sourceIp, boolean secureTransport, Principal principal) {}
