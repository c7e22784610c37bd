package dev.ostiary.gateway.keys;

import dev.ostiary.gateway.jwk.KeySet;
import io.vertx.core.Future;

/** Keys that are known from the start and never change: the development issuer's. */
public record FixedKeys(KeySet current) implements IssuerKeys {
    @Override
    public Future<Boolean> lookAgain() {
        return Future.succeededFuture(false);
    }
}
