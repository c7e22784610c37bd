/**
 * What Netty's HTTP/2 codec does not watch on a connection: heads that are never finished, streams that it rejects, readers that open
 * no window. Imports {@code timing}.
 */
@NullMarked
package dev.ostiary.gateway.streams;

import org.jspecify.annotations.NullMarked;
