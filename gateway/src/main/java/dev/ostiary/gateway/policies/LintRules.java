package dev.ostiary.gateway.policies;

import dev.ostiary.policy.facts.LintFacts;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * How policies are linted when they are loaded.
 *
 * @param securityBlocks security findings keep a snapshot from loading, as errors always do
 * @param facts what is known of models and profiles at the moment; its date and its organization are replaced by those of the reading
 * @param clock for waivers' last days
 */
public record LintRules(boolean securityBlocks, Supplier<LintFacts> facts, Clock clock) {
    /** What holds when no configuration is at hand. */
    public static final LintRules DEFAULT = new LintRules(false, () -> LintFacts.NONE, Clock.systemUTC());
}
