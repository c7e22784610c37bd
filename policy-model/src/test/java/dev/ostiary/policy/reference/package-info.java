/**
 * A second evaluator, written from the specification alone: slow, without index or compilation, and sharing no code with
 * the production evaluator but the documents and contexts it reads.
 */
@NullMarked
package dev.ostiary.policy.reference;

import org.jspecify.annotations.NullMarked;
