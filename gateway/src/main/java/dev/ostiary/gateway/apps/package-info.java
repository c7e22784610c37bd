/**
 * App and issuer files: what may stand in them, and turning them into the vocabulary of {@code store}. Imports {@code
 * yaml}, {@code store} and {@code policies}.
 */
@NullMarked
package dev.ostiary.gateway.apps;

import org.jspecify.annotations.NullMarked;
