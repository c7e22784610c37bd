/**
 * Answers the vectors of {@code iam-vectors/1}, so that this implementation can be compared with others and with
 * recorded answers of AWS. Imports every other room; no room imports it.
 */
@NullMarked
package dev.ostiary.policy.vectors;

import org.jspecify.annotations.NullMarked;
