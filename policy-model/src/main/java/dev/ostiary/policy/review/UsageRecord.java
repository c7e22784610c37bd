package dev.ostiary.policy.review;

import dev.ostiary.policy.synthesis.ObservedUse;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What an app was seen to use, and from when to when somebody looked.
 *
 * @param from the first day of the record
 * @param to its last day, not before the first
 * @param uses what was allowed and used in this time, in any order; empty when the app did nothing
 * @param unrecorded actions whose use the record does not show, or not on what; nothing is said about a statement that may
 *     be there for one of them
 */
public record UsageRecord(LocalDate from, LocalDate to, List<ObservedUse> uses, List<String> unrecorded) {
    public UsageRecord {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a record ends on or after its first day, got " + from + " to " + to);
        }
        uses = List.copyOf(uses);
        unrecorded = List.copyOf(unrecorded);
    }

    /** {@return how many days the record covers, first and last day included} */
    public long days() {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }
}
