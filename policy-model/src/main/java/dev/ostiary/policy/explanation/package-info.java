/**
 * Says why: per layer, per statement, what matched and what did not, and which statement nearly allowed the call. Asks
 * the same compiled statements as the decision. Imports {@code policy}, {@code pattern}, {@code condition},
 * {@code evaluation} and {@code json}.
 */
@NullMarked
package dev.ostiary.policy.explanation;

import org.jspecify.annotations.NullMarked;
