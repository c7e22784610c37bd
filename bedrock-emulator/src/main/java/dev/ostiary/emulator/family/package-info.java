/**
 * The native request and response bodies of the model families, with usage where each family puts it (facts 2.2).
 * Imports `exchange` and `text`.
 */
@NullMarked
package dev.ostiary.emulator.family;

import org.jspecify.annotations.NullMarked;
