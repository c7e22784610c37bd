/**
 * Changes access files by command: the smallest change of their text, proven before it is written. Imports
 * {@code yaml}, {@code store}, {@code policies}, {@code files}, {@code offering}, {@code catalogue}, {@code route},
 * {@code model}, {@code bedrock}, {@code authorization} and {@code inquiry}.
 */
@NullMarked
package dev.ostiary.gateway.edit;

import org.jspecify.annotations.NullMarked;
