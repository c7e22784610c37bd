/**
 * The access directory: what may stand in it, reading it strictly, and turning it into the vocabulary of {@code store}. Imports
 * {@code store} and {@code yaml}.
 */
@NullMarked
package dev.ostiary.gateway.files;

import org.jspecify.annotations.NullMarked;
