/**
 * Everything that can go wrong on request: what is asked for, which calls it hits, and the script of writes, pauses
 * and breaks that comes of it. Imports `exchange` and `stream`; knows nothing of sockets.
 */
@NullMarked
package dev.ostiary.emulator.fault;

import org.jspecify.annotations.NullMarked;
