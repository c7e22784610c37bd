package dev.ostiary.gateway.identity;

import dev.ostiary.gateway.keys.IssuerKeys;
import dev.ostiary.gateway.keys.Keyring;
import dev.ostiary.gateway.store.AccessSnapshot;
import dev.ostiary.gateway.store.Issuer;
import dev.ostiary.gateway.token.Realm;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns snapshots into {@link Register}s, and the newest snapshot into the issuers whose keys are fetched. Stateful: remembers the
 * newest two, since requests that began before a reload end after it. Safe from any thread.
 */
final class Registers {
    private static final Logger LOGGER = LoggerFactory.getLogger(Registers.class);

    private final Keyring keyring;
    private final @Nullable Realm development;
    private volatile Register newest;
    private volatile Register before;

    Registers(Keyring keyring, @Nullable Realm development) {
        this.keyring = keyring;
        this.development = development;
        this.newest = new Register(
                AccessSnapshot.NOTHING,
                development == null ? Map.of() : Map.of(development.issuer().issuer(), development),
                AppIndex.of(AccessSnapshot.NOTHING));
        this.before = newest;
    }

    Register get(AccessSnapshot snapshot) {
        Register now = newest;
        if (now.snapshot() == snapshot) {
            return now;
        }
        Register previous = before;
        return previous.snapshot() == snapshot ? previous : take(snapshot);
    }

    private synchronized Register take(AccessSnapshot snapshot) {
        if (newest.snapshot() == snapshot) {
            return newest;
        }
        if (snapshot.version() < newest.snapshot().version()) {
            // a request that slept through two reloads: issuers that have changed since know no key for it
            return build(snapshot, Map.of());
        }
        Register next = build(snapshot, keyring.use(snapshot.issuers().values()));
        before = newest;
        newest = next;
        return next;
    }

    private Register build(AccessSnapshot snapshot, Map<String, IssuerKeys> keys) {
        var realms = new HashMap<String, Realm>();
        var ambiguous = new HashSet<String>();
        for (Issuer issuer : snapshot.issuers().values()) {
            Realm realm = realm(issuer, keys.get(issuer.name()));
            if (realm != null && realms.put(issuer.issuer(), realm) != null) {
                ambiguous.add(issuer.issuer());
            }
        }
        for (String iss : ambiguous) {
            LOGGER.atError().addKeyValue("iss", iss).log("several issuers have the same iss, none of them is used");
            realms.remove(iss);
        }
        if (development != null) {
            realms.put(development.issuer().issuer(), development);
        }
        return new Register(snapshot, realms, AppIndex.of(snapshot));
    }

    private @Nullable Realm realm(Issuer issuer, @Nullable IssuerKeys keys) {
        Realm known = newest.realms().get(issuer.issuer());
        if (known != null && known.issuer().equals(issuer) && (keys == null || known.keys() == keys)) {
            return known;
        }
        return keys == null ? null : new Realm(issuer, keys, false);
    }
}
