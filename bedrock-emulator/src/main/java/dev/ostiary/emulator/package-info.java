/** The program and its embedded form: options, wiring, start and stop. May import every room. */
@NullMarked
package dev.ostiary.emulator;

import org.jspecify.annotations.NullMarked;
