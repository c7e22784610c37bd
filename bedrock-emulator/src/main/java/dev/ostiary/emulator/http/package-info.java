/**
 * The server: takes requests in, decides in one direction (route, signature, log, faults, refusals, operation), and
 * plays the answer out. Imports every other room but the root.
 */
@NullMarked
package dev.ostiary.emulator.http;

import org.jspecify.annotations.NullMarked;
