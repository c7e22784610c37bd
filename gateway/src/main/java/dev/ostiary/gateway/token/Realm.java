package dev.ostiary.gateway.token;

import dev.ostiary.gateway.keys.IssuerKeys;
import dev.ostiary.gateway.store.Issuer;

/**
 * An issuer and his keys. The same object lives on over reloads as long as the issuer's file says the same, so that a token verified
 * under it stays verified.
 *
 * @param development whether the claim {@code app} alone names the app
 */
public record Realm(Issuer issuer, IssuerKeys keys, boolean development) {}
