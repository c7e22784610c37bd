/**
 * Changes access files by command: the smallest change of their text, proven before it is written. Imports {@code store}, {@code files},
 * {@code yaml}, {@code catalogue}, {@code bedrock}, {@code inquiry} and {@code review}.
 */
@NullMarked
package dev.ostiary.gateway.edit;

import org.jspecify.annotations.NullMarked;
