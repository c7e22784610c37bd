/**
 * One token: its compact form, its signature, its claims, the refusal when it is not good, and what is remembered when it
 * is. Imports {@code refusal}, {@code store}, {@code jwk} and {@code keys}.
 */
@NullMarked
package dev.ostiary.gateway.token;

import org.jspecify.annotations.NullMarked;
