/**
 * The data port: what a request looks like before and after its body is read, and what the edge refuses by itself. Imports
 * {@code timing}, {@code wire} and {@code refusal}.
 */
@NullMarked
package dev.ostiary.gateway.http;

import org.jspecify.annotations.NullMarked;
