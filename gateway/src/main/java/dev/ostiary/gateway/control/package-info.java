/**
 * Questions to Bedrock's control plane, asked over the calls of {@code upstream} and read whole: what the catalogue is made of. Imports
 * {@code failures} and {@code upstream}.
 */
@NullMarked
package dev.ostiary.gateway.control;

import org.jspecify.annotations.NullMarked;
