package dev.ostiary.gateway.startup;

import dev.ostiary.gateway.catalogue.CatalogueSettings;
import dev.ostiary.gateway.drain.DrainSettings;
import dev.ostiary.gateway.endpoints.StampSettings;
import dev.ostiary.gateway.endpoints.UpstreamsSettings;
import dev.ostiary.gateway.http.HttpSettings;
import dev.ostiary.gateway.identity.IdentitySettings;
import dev.ostiary.gateway.store.AccessSettings;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Collects what Quarkus' configuration gives, room by room. */
@Dependent
final class Settings {
    @Produces
    @Singleton
    DataPathSettings dataPath(
            HttpSettings http,
            AccessSettings access,
            IdentitySettings identity,
            CatalogueSettings catalogue,
            UpstreamsSettings upstreams,
            StampSettings stamp,
            DrainSettings drain) {
        return new DataPathSettings(http, access, identity, catalogue, upstreams, stamp, drain);
    }
}
