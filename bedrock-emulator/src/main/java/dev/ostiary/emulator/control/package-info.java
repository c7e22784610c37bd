/** The reading operations of the Bedrock control plane. Imports `exchange` and `catalogue`. */
@NullMarked
package dev.ostiary.emulator.control;

import org.jspecify.annotations.NullMarked;
