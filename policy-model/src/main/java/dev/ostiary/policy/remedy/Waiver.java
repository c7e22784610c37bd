package dev.ostiary.policy.remedy;

import java.time.LocalDate;

/**
 * Somebody's decision to live with a finding for a while.
 *
 * @param rule the rule's id
 * @param reason why; never blank
 * @param expires the last day on which the waiver counts
 */
public record Waiver(String rule, String reason, LocalDate expires) {
    public Waiver {
        if (rule.isBlank() || reason.isBlank()) {
            throw new IllegalArgumentException("a waiver needs a rule and a reason, got rule `" + rule + "`");
        }
    }
}
