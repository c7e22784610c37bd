package dev.ostiary.policy.rule;

/** A group of rules that look at the same thing. Has no state. */
public interface LintRule {
    void check(LintTarget target, Findings findings);
}
