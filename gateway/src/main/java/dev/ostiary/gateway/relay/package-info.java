/**
 * Answers on their way back to the app: whole frames with back-pressure, a proper end for every way in which an
 * answer can break, and what happens when the app hangs up. Imports {@code frames}, {@code timing}, {@code usage},
 * {@code metering}, {@code drain} and {@code sides}.
 */
@NullMarked
package dev.ostiary.gateway.relay;

import org.jspecify.annotations.NullMarked;
