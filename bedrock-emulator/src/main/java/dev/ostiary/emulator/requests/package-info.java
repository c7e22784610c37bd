/** What the emulator received, for tests to look at. Imports `exchange` and `signature`. */
@NullMarked
package dev.ostiary.emulator.requests;

import org.jspecify.annotations.NullMarked;
