/**
 * Public keys and signature algorithms: JWK read strictly, and which keys are good enough. Imports no other room.
 */
@NullMarked
package dev.ostiary.gateway.jwk;

import org.jspecify.annotations.NullMarked;
