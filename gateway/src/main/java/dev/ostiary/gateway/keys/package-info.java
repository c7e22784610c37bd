/**
 * The public keys of the issuers: where they are fetched from, how often, how long old ones serve, and which keys are good enough.
 * Apart from {@code identity} because it has its own life (timers, outages, rotation) and its own failure model. Imports only
 * {@code store}.
 */
@NullMarked
package dev.ostiary.gateway.keys;

import org.jspecify.annotations.NullMarked;
