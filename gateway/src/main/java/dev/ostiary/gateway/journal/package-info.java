/**
 * What happened, told once per exchange: metrics and the access log hang on {@link dev.ostiary.gateway.journal.Journal} alone. May
 * import {@code usage} (token counts) and {@code http} (who said no).
 */
@NullMarked
package dev.ostiary.gateway.journal;

import org.jspecify.annotations.NullMarked;
