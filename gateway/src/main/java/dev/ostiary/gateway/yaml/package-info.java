/**
 * Hand-written files, read strictly: YAML 1.2 with positions, unknown keys and wrong types as {@link Finding}s that say
 * the fix, did-you-mean. Imports no other room.
 */
@NullMarked
package dev.ostiary.gateway.yaml;

import org.jspecify.annotations.NullMarked;
