/**
 * Finds token counts in the answers of every model family. It looks at a copy of what passes; nothing here alters,
 * delays or fails an answer. Imports {@code frames} and {@code usage}.
 */
@NullMarked
package dev.ostiary.gateway.metering;

import org.jspecify.annotations.NullMarked;
