/**
 * Answers the vectors of {@code iam-vectors/1}, so that this implementation can be compared with others and with
 * recorded answers of AWS. Imports {@code policy}, {@code context}, {@code evaluation}, {@code json},
 * {@code document}, {@code facts}, {@code compare}, {@code rule} and {@code lint}; no room imports it.
 */
@NullMarked
package dev.ostiary.policy.vectors;

import org.jspecify.annotations.NullMarked;
