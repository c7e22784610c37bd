package dev.ostiary.gateway.review;

import dev.ostiary.policy.compare.ComparisonResult;
import dev.ostiary.policy.evaluation.PolicySet;
import java.util.List;

/**
 * What became of one app.
 *
 * @param before everything that decided for it; a set that grants nothing when it was missing or disabled
 * @param more whether the new layers together grant nothing more
 * @param less whether the old layers together granted nothing more than the new ones
 */
public record AppDifference(
        String app,
        Fate fate,
        PolicySet before,
        PolicySet after,
        ComparisonResult more,
        ComparisonResult less,
        List<Note> notes) {
    /** Whether the app is in both directories. */
    public enum Fate {
        NEW,
        REMOVED,
        KEPT
    }

    public AppDifference {
        notes = List.copyOf(notes);
    }

    /** {@return whether there is new access, or it is not proven that there is none} */
    public boolean mayGainAccess() {
        return !more.passed() || gainsAccess();
    }

    /** {@return whether there surely is new access} */
    public boolean gainsAccess() {
        return more instanceof ComparisonResult.Fail || notes.stream().anyMatch(Note::widens);
    }

    /** {@return whether anything is to be told} */
    public boolean isChanged() {
        return fate != Fate.KEPT || !more.passed() || !less.passed() || !notes.isEmpty();
    }
}
