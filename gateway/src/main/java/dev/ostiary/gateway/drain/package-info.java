/**
 * Calls that go on although their app hung up, so that what the model did is counted: how many may, for how long, and their end. Imports
 * {@code upstream} only.
 */
@NullMarked
package dev.ostiary.gateway.drain;

import org.jspecify.annotations.NullMarked;
