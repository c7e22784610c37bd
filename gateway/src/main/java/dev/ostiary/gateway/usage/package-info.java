/**
 * What an answer cost: counts that do not overlap, where they were read, and what is known of a model family and of the
 * shape of its answers. Imports no other room.
 */
@NullMarked
package dev.ostiary.gateway.usage;

import org.jspecify.annotations.NullMarked;
