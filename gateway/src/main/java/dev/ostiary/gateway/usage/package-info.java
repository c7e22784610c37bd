/**
 * What an answer cost: finding token counts in the answers of every model family. It looks at a copy of what passes;
 * nothing here alters, delays or fails an answer. Imports {@code frames} only.
 */
@NullMarked
package dev.ostiary.gateway.usage;

import org.jspecify.annotations.NullMarked;
