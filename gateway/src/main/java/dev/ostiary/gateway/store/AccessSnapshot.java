package dev.ostiary.gateway.store;

import java.time.Instant;
import java.util.Map;

/**
 * One whole, checked state of the access files. A request takes one at its beginning and keeps it.
 *
 * @param version counts good loads of this process from 1; 0 is {@link #NOTHING}
 * @param apps by id
 * @param issuers by name
 */
public record AccessSnapshot(long version, Instant loadedAt, Map<String, App> apps, Map<String, Issuer> issuers) {
    /** Before the first good load: nobody is anybody. */
    public static final AccessSnapshot NOTHING = new AccessSnapshot(0, Instant.EPOCH, Map.of(), Map.of());

    public AccessSnapshot {
        apps = Map.copyOf(apps);
        issuers = Map.copyOf(issuers);
    }
}
