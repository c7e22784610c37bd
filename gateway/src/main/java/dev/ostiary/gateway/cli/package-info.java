/**
 * The command line: everything but the server. Runs without booting Quarkus. Imports {@code store}, {@code files}, {@code yaml}, {@code catalogue},
 * and the development issuer of {@code identity}.
 */
@NullMarked
package dev.ostiary.gateway.cli;

import org.jspecify.annotations.NullMarked;
