package dev.ostiary.policy.lint;

/** A group of rules that look at the same thing. Has no state. */
interface LintRule {
    void check(LintTarget target, Findings findings);
}
