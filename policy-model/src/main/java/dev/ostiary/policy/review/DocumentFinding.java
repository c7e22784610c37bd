package dev.ostiary.policy.review;

import dev.ostiary.policy.rule.Finding;

/**
 * A finding with the document that it is about.
 *
 * @param policy the document's name, as it was given
 */
public record DocumentFinding(String policy, Finding finding) {}
