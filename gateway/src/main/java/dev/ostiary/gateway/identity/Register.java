package dev.ostiary.gateway.identity;

import dev.ostiary.gateway.store.AccessSnapshot;
import dev.ostiary.gateway.token.Realm;
import java.util.Map;

/**
 * Everything that identity needs of one snapshot.
 *
 * @param realms by the exact {@code iss}
 */
record Register(AccessSnapshot snapshot, Map<String, Realm> realms, AppIndex apps) {
    Register {
        realms = Map.copyOf(realms);
    }
}
