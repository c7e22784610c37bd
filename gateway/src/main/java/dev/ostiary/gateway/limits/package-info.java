/**
 * What an app may use at most: requests per minute and calls at the same time, counted in this process. May import {@code http}
 * (refusals) and {@code store} (apps).
 */
@NullMarked
package dev.ostiary.gateway.limits;

import org.jspecify.annotations.NullMarked;
