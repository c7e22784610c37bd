/**
 * The edge: listeners and their bounds, what a request looks like on the wire, and the one place that writes refusals. Imports no
 * other room.
 */
@NullMarked
package dev.ostiary.gateway.http;

import org.jspecify.annotations.NullMarked;
