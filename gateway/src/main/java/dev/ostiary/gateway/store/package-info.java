/**
 * Access files: reading, checking, watching, and the immutable {@link dev.ostiary.gateway.store.AccessSnapshot} that every request
 * sees exactly one of. Imports no other room.
 */
@NullMarked
package dev.ostiary.gateway.store;

import org.jspecify.annotations.NullMarked;
