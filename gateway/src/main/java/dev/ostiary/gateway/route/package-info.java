/**
 * A request's target: the raw path parsed once, the closed list of operations, what a query may say. Imports {@code
 * refusal} only.
 */
@NullMarked
package dev.ostiary.gateway.route;

import org.jspecify.annotations.NullMarked;
