/**
 * Reads and writes JSON strictly, with the place of every element and what is wrong there; the only room that knows
 * Jackson. Imports {@code policy} only.
 */
@NullMarked
package dev.ostiary.policy.json;

import org.jspecify.annotations.NullMarked;
