/**
 * Which texts documents tell apart: actions, resources and values of keys split into finitely many cells with a sample
 * of each, variables taken one way or another, and whether a pattern matches a sample. Nobody but {@code compare}
 * imports it. Imports {@code pattern}, {@code condition} and {@code facts}.
 */
@NullMarked
package dev.ostiary.policy.cells;

import org.jspecify.annotations.NullMarked;
