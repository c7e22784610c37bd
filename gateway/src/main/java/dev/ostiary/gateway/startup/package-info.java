/**
 * The process entry, the wiring of the rooms, health, and what the operator sees at the start. Imports every room of
 * the data path; nobody imports it.
 */
@NullMarked
package dev.ostiary.gateway.startup;

import org.jspecify.annotations.NullMarked;
