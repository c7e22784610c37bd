/**
 * Every no the gateway says: {@code Refusal}, its kinds and the layers that deny, and the one place that writes them.
 * Imports no other room.
 */
@NullMarked
package dev.ostiary.gateway.refusal;

import org.jspecify.annotations.NullMarked;
