/**
 * What all commands share: arguments, settings, what is read from the shell, and the forms of output. Imports
 * {@code yaml}, {@code store}, {@code policies}, {@code files}, {@code catalogue}, {@code route}, {@code bedrock},
 * {@code inquiry}, {@code logged} and {@code policytest}.
 */
@NullMarked
package dev.ostiary.gateway.terminal;

import org.jspecify.annotations.NullMarked;
