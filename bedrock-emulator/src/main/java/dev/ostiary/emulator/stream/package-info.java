/** The binary framing `application/vnd.amazon.eventstream`. Imports only the vocabulary room `exchange`. */
@NullMarked
package dev.ostiary.emulator.stream;

import org.jspecify.annotations.NullMarked;
