/**
 * Who calls: reads the Authorization header, verifies the token and finds the app it belongs to. Front door:
 * {@link dev.ostiary.gateway.identity.Authenticator}. Imports {@code http} (refusals), {@code store} (apps, issuers) and
 * {@code keys}.
 */
@NullMarked
package dev.ostiary.gateway.identity;

import org.jspecify.annotations.NullMarked;
