/**
 * One request from its head to its one end. {@link dev.ostiary.gateway.exchange.Gateway} names every step in order; each takes the
 * value that the one before it made. Imports the rooms of the steps, and nobody but {@code startup} imports it.
 */
@NullMarked
package dev.ostiary.gateway.exchange;

import org.jspecify.annotations.NullMarked;
