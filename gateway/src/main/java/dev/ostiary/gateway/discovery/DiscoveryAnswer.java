package dev.ostiary.gateway.discovery;

import dev.ostiary.gateway.refusal.Refusal;
import io.vertx.core.buffer.Buffer;

/** An answer that the gateway gives without Bedrock. */
public sealed interface DiscoveryAnswer {
    /** 200 with {@code application/json}. */
    record Found(Buffer json) implements DiscoveryAnswer {}

    /** 404 for an id that the catalogue does not list, 400 for a filter or page that is not valid. */
    record Refused(Refusal refusal) implements DiscoveryAnswer {}
}
