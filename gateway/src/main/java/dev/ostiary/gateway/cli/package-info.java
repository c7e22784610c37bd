/**
 * The command line: everything but the server. Runs without booting Quarkus. Imports {@code store}, {@code files}, {@code yaml}, {@code http},
 * {@code catalogue}, the development issuer of {@code identity}, {@code inquiry}, {@code review}, {@code policytest}, {@code edit}, of
 * {@code bedrock} the calls to ask about, and of {@code authorization} what AWS sees of the gateway's calls.
 */
@NullMarked
package dev.ostiary.gateway.cli;

import org.jspecify.annotations.NullMarked;
