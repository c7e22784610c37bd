package dev.ostiary.policy.explanation;

import dev.ostiary.policy.evaluation.StatementReference;

/**
 * The Allow statement that failed in exactly one place and came closest.
 *
 * @param place what failed: {@code action}, {@code resource} or {@code condition}
 * @param difference what differs, down to the characters, texts in back-ticks
 */
public record NearestMiss(StatementReference statement, String place, String difference) {
    /** {@return one line, for a refusal's message} */
    public String oneLine() {
        return "nearest: " + statement.text() + " allows all but the " + place + ": " + difference;
    }
}
