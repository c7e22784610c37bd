/**
 * Who calls: has the token verified and finds the app it belongs to; the development issuer. Front door: {@link
 * dev.ostiary.gateway.identity.Authenticator}. Imports {@code refusal}, {@code store}, {@code jwk}, {@code keys} and
 * {@code token}.
 */
@NullMarked
package dev.ostiary.gateway.identity;

import org.jspecify.annotations.NullMarked;
