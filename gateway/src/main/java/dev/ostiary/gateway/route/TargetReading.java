package dev.ostiary.gateway.route;

import dev.ostiary.gateway.refusal.Refusal;

/** What {@link RequestTarget#parse} found. */
public sealed interface TargetReading permits RequestTarget, TargetReading.Malformed {
    /** Outside the grammar; nothing of it may be used. */
    record Malformed(Refusal refusal) implements TargetReading {}
}
