/**
 * What happened, told once per exchange: metrics and the access log hang on {@link dev.ostiary.gateway.journal.Journal}
 * alone. Imports {@code refusal} and {@code usage}.
 */
@NullMarked
package dev.ostiary.gateway.journal;

import org.jspecify.annotations.NullMarked;
