/**
 * What a rule of lint is: what it looks at, what it says, with which severity and which fix, and the book that tells
 * of every rule by its id. Imports {@code policy}, {@code pattern}, {@code condition} and {@code facts}.
 */
@NullMarked
package dev.ostiary.policy.rule;

import org.jspecify.annotations.NullMarked;
