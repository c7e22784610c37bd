/**
 * Event-stream frames (application/vnd.amazon.eventstream) read and written, checksums included. Imports no other room.
 */
@NullMarked
package dev.ostiary.gateway.frames;

import org.jspecify.annotations.NullMarked;
