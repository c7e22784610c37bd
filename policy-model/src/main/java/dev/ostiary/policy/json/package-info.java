/**
 * Reads and writes JSON strictly, with the place of every element; the only room that knows Jackson. Imports
 * {@code policy}, {@code pattern} and {@code condition}.
 */
@NullMarked
package dev.ostiary.policy.json;

import org.jspecify.annotations.NullMarked;
