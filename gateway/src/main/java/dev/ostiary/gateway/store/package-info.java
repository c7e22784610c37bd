/**
 * Who may do what: the vocabulary of apps and issuers, the immutable {@link dev.ostiary.gateway.store.AccessSnapshot} that
 * every request sees exactly one of, and the {@link dev.ostiary.gateway.store.AccessStore} that keeps it current. Imports
 * {@code yaml} only.
 */
@NullMarked
package dev.ostiary.gateway.store;

import org.jspecify.annotations.NullMarked;
