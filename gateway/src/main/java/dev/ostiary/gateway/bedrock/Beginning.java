package dev.ostiary.gateway.bedrock;

import dev.ostiary.gateway.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** What {@link CallReader#begin} found before any byte of the body was read. */
public sealed interface Beginning permits Begun, Beginning.Refused {
    /**
     * Region, model id or a header is wrong (400), the encoding unknown (415) or the declared body too large (413).
     *
     * @param region that the call would go to; null when the Region or the id is what is wrong
     */
    record Refused(@Nullable String region, Refusal refusal) implements Beginning {}
}
