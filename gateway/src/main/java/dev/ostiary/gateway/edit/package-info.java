/**
 * Changes access files by command: the smallest change of their text, proven before it is written. Imports {@code store}, {@code yaml},
 * {@code files}, {@code catalogue}, {@code bedrock}, {@code authorization} and {@code inquiry}.
 */
@NullMarked
package dev.ostiary.gateway.edit;

import org.jspecify.annotations.NullMarked;
