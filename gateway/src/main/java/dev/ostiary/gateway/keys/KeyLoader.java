package dev.ostiary.gateway.keys;

import dev.ostiary.gateway.jwk.KeyLoading;
import io.vertx.core.Future;

/** Loads one issuer's key set once. Never blocks the caller; the future never fails. */
interface KeyLoader {
    Future<KeyLoading> load();
}
