package dev.ostiary.gateway.http;

import dev.ostiary.gateway.refusal.Refusal;
import io.vertx.core.buffer.Buffer;

/** How reading a request body ended. */
public sealed interface BodyReading {
    /** The whole body; it counts against the bound on buffered bodies until the exchange ends. */
    record Body(Buffer bytes) implements BodyReading {}

    /** Too large, too slow, malformed, or the gateway holds too many bodies already. */
    record Refused(Refusal refusal) implements BodyReading {}

    /** The client went away before its body was complete. */
    record ClientGone() implements BodyReading {}
}
