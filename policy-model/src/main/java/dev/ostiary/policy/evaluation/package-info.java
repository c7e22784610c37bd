/**
 * Decides requests over the layers of policies that apply to an app, and says why. Imports {@code policy},
 * {@code pattern}, {@code condition} and {@code context}.
 */
@NullMarked
package dev.ostiary.policy.evaluation;

import org.jspecify.annotations.NullMarked;
