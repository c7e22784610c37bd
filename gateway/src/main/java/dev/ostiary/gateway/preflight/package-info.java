/**
 * Before the start: what the configuration says, whether it is whole and safe, and whether this machine has what it
 * names. Imports {@code http}, {@code yaml}, {@code store}, {@code identity}, {@code catalogue}, {@code endpoints}
 * and {@code drain}.
 */
@NullMarked
package dev.ostiary.gateway.preflight;

import org.jspecify.annotations.NullMarked;
