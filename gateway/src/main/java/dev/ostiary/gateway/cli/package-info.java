/**
 * The commands, a type each: everything but the server. Runs without booting Quarkus. Imports {@code refusal},
 * {@code yaml}, {@code store}, {@code files}, {@code identity}, {@code route}, {@code bedrock},
 * {@code authorization}, {@code inquiry}, {@code logged}, {@code review}, {@code policytest}, {@code edit},
 * {@code report} and {@code terminal}.
 */
@NullMarked
package dev.ostiary.gateway.cli;

import org.jspecify.annotations.NullMarked;
