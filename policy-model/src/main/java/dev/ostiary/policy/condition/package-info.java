/**
 * Condition operators (R-COND): their names, the comparison of one request value with one policy value, and the rules
 * about missing keys, sets and lists. Imports {@code policy}, {@code pattern} and {@code context}.
 */
@NullMarked
package dev.ostiary.policy.condition;

import org.jspecify.annotations.NullMarked;
