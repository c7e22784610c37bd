/**
 * The data port: what a request looks like before and after its body is read, what the edge refuses by itself, and the one place that
 * writes refusals. Imports {@code wire}.
 */
@NullMarked
package dev.ostiary.gateway.http;

import org.jspecify.annotations.NullMarked;
