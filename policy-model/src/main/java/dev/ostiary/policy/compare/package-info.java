/**
 * Compares what documents grant: does the new one grant more, is this access granted. Imports {@code policy},
 * {@code pattern}, {@code condition}, {@code context}, {@code evaluation}, {@code facts} and {@code cells}.
 */
@NullMarked
package dev.ostiary.policy.compare;

import org.jspecify.annotations.NullMarked;
