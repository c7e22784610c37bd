/** Refusals that AWS would give for reasons which the emulator does not have itself. Imports `exchange`. */
@NullMarked
package dev.ostiary.emulator.refusal;

import org.jspecify.annotations.NullMarked;
