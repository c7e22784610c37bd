/**
 * What an answer cost: reading event-stream frames, and finding token counts in the answers of every model family. It looks at a
 * copy of what passes; nothing here alters, delays or fails an answer. Imports no other room.
 */
@NullMarked
package dev.ostiary.gateway.usage;

import org.jspecify.annotations.NullMarked;
