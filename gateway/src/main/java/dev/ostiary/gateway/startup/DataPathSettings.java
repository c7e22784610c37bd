package dev.ostiary.gateway.startup;

import dev.ostiary.gateway.catalogue.CatalogueSettings;
import dev.ostiary.gateway.drain.DrainSettings;
import dev.ostiary.gateway.endpoints.StampSettings;
import dev.ostiary.gateway.endpoints.UpstreamsSettings;
import dev.ostiary.gateway.http.HttpSettings;
import dev.ostiary.gateway.identity.IdentitySettings;
import dev.ostiary.gateway.store.AccessSettings;

/** The configuration of every room of the data path. */
public record DataPathSettings(
        HttpSettings http,
        AccessSettings access,
        IdentitySettings identity,
        CatalogueSettings catalogue,
        UpstreamsSettings upstreams,
        StampSettings stamp,
        DrainSettings drain) {}
