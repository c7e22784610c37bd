/**
 * What is known about a request when it is decided: condition keys and their values. Imports {@code pattern} (a context
 * gives policy variables their values).
 */
@NullMarked
package dev.ostiary.policy.context;

import org.jspecify.annotations.NullMarked;
