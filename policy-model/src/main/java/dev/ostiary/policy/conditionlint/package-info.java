/**
 * The rules about what a statement asks of a request: condition keys, operators, values, Regions, tags and variables.
 * {@link dev.ostiary.policy.conditionlint.ConditionLint} names them all; nobody but {@code lint} imports it. Imports
 * {@code policy}, {@code pattern}, {@code condition}, {@code facts}, {@code compare} and {@code rule}.
 */
@NullMarked
package dev.ostiary.policy.conditionlint;

import org.jspecify.annotations.NullMarked;
