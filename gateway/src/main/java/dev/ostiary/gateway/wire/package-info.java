/**
 * Connections: accepting them, telling HTTP/1.1 from HTTP/2, strict decoding, and the bounds in time, bytes and number
 * that every peer is held to. Knows nothing of refusals or apps. Imports {@code streams} and {@code timing}.
 */
@NullMarked
package dev.ostiary.gateway.wire;

import org.jspecify.annotations.NullMarked;
