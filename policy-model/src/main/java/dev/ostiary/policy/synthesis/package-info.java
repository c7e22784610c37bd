/**
 * Writes policies: the smallest one for what an app was seen to use, and one role for many apps. What comes out is
 * checked by {@code compare}. Imports {@code policy}, {@code document} and {@code compare}.
 */
@NullMarked
package dev.ostiary.policy.synthesis;

import org.jspecify.annotations.NullMarked;
