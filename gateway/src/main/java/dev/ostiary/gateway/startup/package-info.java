/**
 * The process entry, the checks before the start, and the wiring of the rooms. Imports every room; nobody imports it.
 */
@NullMarked
package dev.ostiary.gateway.startup;

import org.jspecify.annotations.NullMarked;
