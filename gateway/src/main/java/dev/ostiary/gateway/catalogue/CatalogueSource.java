package dev.ostiary.gateway.catalogue;

import io.vertx.core.Future;

/** Signed GETs to Bedrock's control plane. */
@FunctionalInterface
public interface CatalogueSource {
    /**
     * Asks the control plane of a Region.
     *
     * @param encodedPath for example {@code /inference-profiles}
     * @param encodedQuery empty without a query
     */
    Future<ListReading> get(String upstream, String region, String encodedPath, String encodedQuery);
}
