package dev.ostiary.policy.compare;

import dev.ostiary.policy.evaluation.AuthorizationPart;

/** What a comparison found. */
public sealed interface ComparisonResult {
    /** Proven: there is no request that the question is about. */
    record Pass() implements ComparisonResult {}

    /** There is such a request: the evaluator confirms this one. */
    record Fail(AuthorizationPart witness) implements ComparisonResult {}

    /** Neither proven nor refuted; to be treated as a fail. */
    record Unknown(String reason) implements ComparisonResult {}

    /** {@return whether the comparison passed; what is unknown did not} */
    default boolean passed() {
        return this instanceof Pass;
    }
}
