/**
 * The two sides of an answer, Bedrock's body and the app's response, as whoever stands between them sees them, and how Vert.x is both.
 * Imports no other room.
 */
@NullMarked
package dev.ostiary.gateway.sides;

import org.jspecify.annotations.NullMarked;
