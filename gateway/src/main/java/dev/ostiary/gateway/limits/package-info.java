/**
 * What an app may use at most: requests per minute and calls at the same time, counted in this process. Imports {@code
 * refusal} and {@code store}.
 */
@NullMarked
package dev.ostiary.gateway.limits;

import org.jspecify.annotations.NullMarked;
