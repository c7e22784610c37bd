/**
 * What all commands read: arguments, settings, and the files and logs that they name. Imports {@code yaml},
 * {@code store}, {@code policies}, {@code files}, {@code catalogue}, {@code route}, {@code bedrock}, {@code inquiry},
 * {@code logged} and {@code policytest}.
 */
@NullMarked
package dev.ostiary.gateway.terminal;

import org.jspecify.annotations.NullMarked;
