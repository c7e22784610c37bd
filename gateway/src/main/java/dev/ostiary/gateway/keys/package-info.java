/**
 * The public keys of the issuers over time: where they are fetched from, how often, how long old ones serve. Apart from
 * {@code identity} because it has its own life (timers, outages, rotation) and its own failure model. Imports {@code
 * store} and {@code jwk}.
 */
@NullMarked
package dev.ostiary.gateway.keys;

import org.jspecify.annotations.NullMarked;
